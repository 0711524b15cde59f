const tanhGain = 1.02;
