using Gateway.Tool.Synthetic.Cast;
using Gateway.Tool.Synthetic.People;

namespace Gateway.Tool.Synthetic.Output;

/// <summary>The five files of a generation. Nothing gets its final name until everything is written.</summary>
internal sealed class OutputFolder : IDisposable
{
    private readonly OutputFile _children, _records, _relationships, _practitioners, _journeys;

    public OutputFolder(string path)
    {
        Directory.CreateDirectory(path);
        _children = new OutputFile(Path.Combine(path, "children.ndjson"));
        _records = new OutputFile(Path.Combine(path, "records.ndjson"));
        _relationships = new OutputFile(Path.Combine(path, "relationships.ndjson"));
        _practitioners = new OutputFile(Path.Combine(path, "practitioners.json"), indented: true);
        _journeys = new OutputFile(Path.Combine(path, "cast.json"), indented: true);
    }

    public void Write(Child child)
    {
        ChildLine.Write(_children.Json, child);
        _children.EndLine();
        if (child.Held.Count == 0) return;
        RecordLine.Write(_records.Json, child);
        _records.EndLine();
    }

    public void Write(Relationship relationship)
    {
        RelationshipLine.Write(_relationships.Json, relationship);
        _relationships.EndLine();
    }

    public void Write(IReadOnlyList<Practitioner> practitioners, IReadOnlyList<Journey> journeys)
    {
        CastFiles.Write(_practitioners.Json, practitioners);
        _practitioners.EndLine();
        CastFiles.Write(_journeys.Json, journeys);
        _journeys.EndLine();
    }

    public void Finish()
    {
        foreach (var file in All) file.Finish();
    }

    public void Dispose()
    {
        foreach (var file in All) file.Dispose();
    }

    private OutputFile[] All => [_children, _records, _relationships, _practitioners, _journeys];
}
