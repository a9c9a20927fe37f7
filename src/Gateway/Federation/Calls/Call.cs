using Gateway.Agencies;
using Gateway.Federation.Verified;
using Polly;

namespace Gateway.Federation.Calls;

/// <summary>One question to one holder, and how long its answer is waited for.</summary>
/// <param name="patient">One attempt may take all of that time: nobody waits for the answer.</param>
internal sealed class Call(Holder holder, Posting posting, TimeSpan budget, bool patient, TimeProvider time)
{
    public static readonly ResiliencePropertyKey<Call> Key = new("gateway-call");

    // Which of the holder's addresses an attempt goes to; the first where nothing is said.
    private static readonly ResiliencePropertyKey<int> Place = new("gateway-place");

    private readonly long _started = time.GetTimestamp();
    private int _replicas;

    public Posting Posting => posting;

    /// <summary>What an answer has to be signed over, so that it answers this and nothing else.</summary>
    public string Digest { get; } = BodyDigest.Of(posting.Body.Span);

    public TimeSpan Left => budget - time.GetElapsedTime(_started);

    /// <summary>How long one attempt may take, where the usual one is this.</summary>
    public TimeSpan Longest(TimeSpan usual) => patient ? budget : usual;

    public Uri AddressFor(ResilienceContext attempt) => holder.Addresses[attempt.Properties.GetValue(Place, 0)];

    /// <summary>Points an attempt at the next replica that was not tried; false when there is none.</summary>
    public bool PointAtReplica(ResilienceContext attempt)
    {
        var place = Interlocked.Increment(ref _replicas);
        if (place >= holder.Addresses.Length) return false;
        attempt.Properties.Set(Place, place);
        return true;
    }
}
