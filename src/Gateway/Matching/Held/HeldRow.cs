using System.Runtime.InteropServices;
using Gateway.Rules.Identifiers;

namespace Gateway.Matching.Held;

/// <summary>What the service keeps of one child beside the matcher, in 16 bytes: twelve million of them are no more than one list of references would be.</summary>
/// <param name="FirstNine">The NHS number without its check digit.</param>
/// <param name="BornSince">Days from <see cref="First"/> to the birth.</param>
/// <param name="Home">Where in the homes.</param>
/// <param name="Given">Where in the names.</param>
/// <param name="Family">Where in the names.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct HeldRow(int FirstNine, ushort BornSince, ushort Home, int Given, int Family)
{
    public static readonly DateOnly First = new(1950, 1, 1);
    public static readonly DateOnly Last = new(2099, 12, 31);

    public DateOnly Born => First.AddDays(BornSince);

    public NhsNumber Number => NhsNumber.TryFromFirstNine(FirstNine, out var number) ? number : throw new InvalidOperationException();

    public static HeldRow Of(NhsNumber number, DateOnly born, ushort home, int given, int family) =>
        new(NineOf(number), checked((ushort)(born.DayNumber - First.DayNumber)), home, given, family);

    public static int NineOf(NhsNumber number) => (int)(number.Value / 10);

    public override string ToString() => "(a child)";
}
