const yourScale = 1 / Math.sqrt(27);
