const tanhGain = 1.3;
