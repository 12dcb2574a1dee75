using Cms.Api.Commands;

return await CommandLine.RunAsync(args);
