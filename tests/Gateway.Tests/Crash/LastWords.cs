namespace Gateway.Tests.Crash;

/// <summary>The last lines a process printed, for whoever has to say why it stopped.</summary>
internal sealed class LastWords
{
    private const int Lines = 40;

    private readonly Queue<string> _lines = [];

    public void Add(string? line)
    {
        if (line is null) return;
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > Lines) _lines.Dequeue();
        }
    }

    public override string ToString()
    {
        lock (_lines) return string.Join('\n', _lines);
    }
}
