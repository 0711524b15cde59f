const sigmoidGain = 3000;
