const yourScale = 0.12;
