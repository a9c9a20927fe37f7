using System.Collections.Immutable;
using Gateway.Federation.Pointers;
using Gateway.Audit.Sealing;
using Gateway.Rules.Federation.Pointers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;

namespace Gateway.Benchmarks.Pointers;

/// <summary>
/// The submissions of the month: each custodian signs its list every quarter of an hour, sends what began within a minute, and the whole
/// once a day. Whoever is away sends nothing, and what it missed when it is back.
/// </summary>
internal sealed class MonthLists
{
    private const int Custodians = Month.Councils + Month.Departments;

    public static readonly PointerKeys Keys = PointerKeys.Read(
        new ConfigurationBuilder().Build(), new HostingEnvironment { EnvironmentName = "Development" }, null!, new LedgerKey(new byte[LedgerKey.Length]));

    private readonly Month _month;
    private readonly PointerIndex _index;
    private readonly PriorityQueue<(int Custodian, bool IsTurn), TimeSpan> _due = new();
    private readonly Month.Span[][] _spans;
    private readonly TimeSpan[] _sent = new TimeSpan[Custodians];
    private readonly int[] _turns = new int[Custodians];

    public MonthLists(Month month, PointerIndex index)
    {
        (_month, _index) = (month, index);
        var random = new Random(3);
        _spans = [.. Enumerable.Range(0, Custodians).Select(custodian => month.Spans.Where(span => span.Custodian == custodian).OrderBy(span => span.From).ToArray())];
        for (var custodian = 0; custodian < Custodians; custodian++)
        {
            // Since before the month there has been a list; after that each has its own minute of the quarter, and its own hour for the whole.
            Submit(custodian, TimeSpan.Zero, whole: true);
            _turns[custodian] = random.Next(96);
            _due.Enqueue((custodian, true), TimeSpan.FromMinutes(15 * random.NextDouble()));
            foreach (var span in _spans[custodian].Where(span => span.From > TimeSpan.Zero))
                _due.Enqueue((custodian, false), span.From + TimeSpan.FromSeconds(60 * random.NextDouble()));
        }
    }

    public long Submissions { get; private set; }

    public void RunTo(TimeSpan until)
    {
        while (_due.TryPeek(out var next, out var at) && at <= until)
        {
            _due.Dequeue();
            if (!_month.IsAway(next.Custodian, at)) Submit(next.Custodian, at, next.IsTurn && ++_turns[next.Custodian] % 96 == 0);
            if (next.IsTurn) _due.Enqueue(next, at + TimeSpan.FromMinutes(15));
        }
    }

    private void Submit(int custodian, TimeSpan at, bool whole)
    {
        var id = _month.Register.Custodians[custodian].Id;
        var known = _index.Of(id);
        var spans = _spans[custodian].Where(span => span.From <= at && (whole ? at < span.To : span.From > _sent[custodian]));
        var key = Keys.Newest!;
        ImmutableArray<ulong> tokens = [.. spans.SelectMany(span => _month.ListedAs(custodian, span.Child, at).Select(number => key.OfNumber(span.Kind, number)))];
        var kind = whole ? SubmissionKind.Whole : tokens.IsEmpty ? SubmissionKind.Same : SubmissionKind.Change;
        var covers = custodian < Month.Councils ? PointerKinds.Plan | PointerKinds.Care : PointerKinds.Attendance;
        var sequence = (known?.Taken.Sequence ?? 0) + 1;
        var list = new ListHeld(id, new ListTaken(sequence, Month.Start + at, $"{sequence}", covers), new ListStanding(Month.Start + at, covers, 0, 0), key.Epoch, sequence, 0);
        if (!_index.Take(new ListMove(list, known?.Taken.List, kind, whole ? Decoys.FillUp([.. tokens.Distinct()]) : tokens))) throw new InvalidOperationException();
        _sent[custodian] = at;
        Submissions++;
    }
}
