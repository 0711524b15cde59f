const yourDepths = [2, 6];
