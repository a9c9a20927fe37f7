namespace Gateway.Rules.Matching.Reading;

/// <summary>The sounds that a code is made of.</summary>
internal enum Sound : byte
{
    None,
    Vowel,
    P,
    F,
    H,
    J,
    K,
    L,
    M,
    N,
    R,
    S,
    T,
    W,
    Sh,

    /// <summary>The first of sixteen for letters of other scripts.</summary>
    Foreign,
}

/// <summary>Packs sounds, five bits each; the same sound twice running is one.</summary>
internal struct SoundWriter
{
    private const int Most = 6;

    private uint _primary;
    private uint _alternate;

    public readonly SoundCode Code => new(_primary, _alternate);

    public readonly bool IsFull => _primary >> (5 * (Most - 1)) != 0 && _alternate >> (5 * (Most - 1)) != 0;

    public void Add(Sound sound) => Add(sound, sound);

    public void Add(Sound primary, Sound alternate)
    {
        _primary = With(_primary, primary);
        _alternate = With(_alternate, alternate);
    }

    private static uint With(uint code, Sound sound) =>
        sound == Sound.None || (code & 31) == (uint)sound || code >> (5 * (Most - 1)) != 0 ? code : (code << 5) | (uint)sound;
}
