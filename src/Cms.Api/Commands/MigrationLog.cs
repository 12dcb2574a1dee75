using Cms.Api.Shared.Data;

namespace Cms.Api.Commands;

/// <summary>Puts into the log what a migration at the start has to tell.</summary>
internal sealed partial class MigrationLog(ILogger logger) : IProgress<Headway>
{
    public void Report(Headway value)
    {
        if (value.Note is not null) LogNote(value.Note);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Note}")]
    private partial void LogNote(string note);
}
