using System.Globalization;
using Gateway.Rules.Policy.Cases;

namespace Gateway.Tool.Policy.Compare;

/// <summary>Puts each request under both policies, in constant memory however many there are.</summary>
internal sealed class CompareReading(Comparing comparing, CaseVocabulary vocabulary, CompareReport report, CancellationToken cancel)
{
    private const int LongestLine = 16 * 1024;
    private const int Stride = 1_024;

    public void Cases(string folder)
    {
        foreach (var file in CaseFolder.In(folder))
        {
            cancel.ThrowIfCancellationRequested();
            switch (file.Read(vocabulary))
            {
                case CaseReading<PolicyCase>.Valid valid: Add(valid.Value.Id, valid.Value.Request); break;
                case CaseReading<PolicyCase>.Faulty faulty: report.Fault(Plain.Text(file.Name), faulty.Faults); break;
                default: throw new InvalidOperationException("unknown reading");
            }
        }
    }

    public void Decisions(string path, CompareProgress progress)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        progress.While(file.Length, read => Decisions(new FactLines(file, LongestLine), read));
    }

    private void Decisions(FactLines lines, Action<long> progress)
    {
        while (lines.TryRead(out var line, out var tooLong))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"line {lines.Number}");
            if (tooLong) report.Fault(name, [$"is longer than {LongestLine} bytes"]);
            else Decision(name, line);
            if (lines.Number % Stride != 0) continue;
            cancel.ThrowIfCancellationRequested();
            progress(lines.BytesRead);
        }
    }

    private void Decision(string name, ReadOnlyMemory<byte> line)
    {
        switch (CaseReader.ReadRequest(line, vocabulary))
        {
            case CaseReading<CaseRequest>.Valid valid: Add(name, valid.Value); break;
            case CaseReading<CaseRequest>.Faulty faulty: report.Fault(name, faulty.Faults); break;
            default: throw new InvalidOperationException("unknown reading");
        }
    }

    private void Add(string name, CaseRequest request) => report.Add(name, [.. comparing.Changes(request)]);
}
