const yourDepths = [4, 20];
