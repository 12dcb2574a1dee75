using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Cms.IntegrationTests.Infrastructure;

/// <summary>Keeps the errors that a service logs from when it is added to its logging.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _errors = [];

    public IReadOnlyCollection<string> Errors => _errors;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) _errors.Enqueue(formatter(state, exception));
    }

    public void Dispose()
    {
        // It holds nothing.
    }
}
