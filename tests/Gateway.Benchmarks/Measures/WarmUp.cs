namespace Gateway.Benchmarks.Measures;

/// <summary>
/// Turns that count for nothing, until two in a row cost what the one before did: on a busy machine the compiler is at work
/// for longer than any fixed time.
/// </summary>
internal static class WarmUp
{
    private const int Most = 6;
    private const double Settled = 0.95;

    /// <param name="turn">One turn; gives the service's processor time for an answer.</param>
    public static async Task UntilSettledAsync(Func<Task<double>> turn)
    {
        var (before, settled) = (double.MaxValue, 0);
        for (var i = 0; i < Most && settled < 2; i++)
        {
            var cpu = await turn();
            settled = cpu > before * Settled ? settled + 1 : 0;
            before = cpu;
        }
    }
}
