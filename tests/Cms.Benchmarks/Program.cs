using Cms.Benchmarks;

return BodyBenchmark.Run() ? 0 : 1;
