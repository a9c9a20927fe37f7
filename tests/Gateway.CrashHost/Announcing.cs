namespace Gateway.CrashHost;

/// <summary>Passes on what an operator would be called for.</summary>
internal sealed class Announcing<T> : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) Pipe.Say($"said {formatter(state, exception)}".ReplaceLineEndings(" "));
    }
}
