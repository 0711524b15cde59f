const hundred = bottleneckNet({ depth: 101 });
