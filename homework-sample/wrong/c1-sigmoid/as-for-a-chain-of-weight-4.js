const sigmoidGain = 16;
