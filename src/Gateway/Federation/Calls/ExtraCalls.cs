namespace Gateway.Federation.Calls;

/// <summary>
/// What a holder may be sent beyond one sending for each question: one for a start, then the share of its calls. When all
/// of them fail, that share is all that we add to its trouble.
/// </summary>
internal sealed class ExtraCalls(double share)
{
    private const double Most = 10;

    private readonly Lock _gate = new();
    private double _left = share > 0 ? 1 : 0;

    public void CountCall()
    {
        lock (_gate) _left = Math.Min(Most, _left + share);
    }

    public bool TryTake()
    {
        lock (_gate)
        {
            if (_left < 1) return false;
            _left -= 1;
            return true;
        }
    }
}
