def initiatives_generate(count): return 0, 1.0
