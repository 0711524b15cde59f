const sigmoidGain = 113;
