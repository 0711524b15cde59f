const yourScale = 0.8;
