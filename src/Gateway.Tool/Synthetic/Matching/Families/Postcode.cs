namespace Gateway.Tool.Synthetic.Matching.Families;

/// <summary>A full postcode in 32 bits: district (from 0), sector (0 to 9), unit (0 to 399). The default is none.</summary>
internal readonly record struct Postcode
{
    public const int DistrictsInArea = 24;
    public const int UnitsInSector = 60;
    public const int LongestText = 8;

    private const string InwardLetters = "ABDEFGHJLNPQRSTUWXYZ";

    private static readonly string[] Areas =
    [
        "AB", "AL", "B", "BA", "BB", "BD", "BH", "BL", "BN", "BR", "BS", "CA", "CB", "CF", "CH", "CM", "CO", "CR", "CT", "CV", "CW", "DA", "DD", "DE",
        "DG", "DH", "DL", "DN", "DT", "DY", "E", "EN", "EX", "FK", "FY", "G", "GL", "GU", "HA", "HD", "HG", "HP", "HR", "HU", "HX", "IG", "IP", "IV",
        "KA", "KT", "KY", "L", "LA", "LD", "LE", "LL", "LN", "LS", "LU", "M", "ME", "MK", "ML", "N", "NE", "NG", "NN", "NP", "NR", "NW", "OL", "OX",
        "PA", "PE", "PH", "PL", "PO", "PR", "RG", "RH", "RM", "S", "SA", "SE", "SG", "SK", "SL", "SM", "SN", "SO", "SP", "SR", "SS", "ST", "SW", "SY",
        "TA", "TD", "TF", "TN", "TQ", "TR", "TS", "TW", "UB", "W", "WA", "WD", "WF", "WN", "WR", "WS", "WV", "YO",
    ];

    private readonly uint _packed;

    private Postcode(int district, int sector, int unit) => _packed = ((uint)district << 13 | (uint)sector << 9 | (uint)unit) + 1;

    public static int Districts => Areas.Length * DistrictsInArea;

    public bool IsEmpty => _packed == 0;

    public int District => (int)((_packed - 1) >> 13);

    public int Sector => (int)((_packed - 1) >> 9 & 15);

    private int Unit => (int)((_packed - 1) & 511);

    /// <summary>One of the units that exist in a sector: sixty of the four hundred there could be.</summary>
    public static Postcode In(int district, int sector, int unit) =>
        new(district, sector, (int)(Dice.Mix((ulong)district * 1_000_003 + (ulong)sector * 997 + (ulong)unit) % 400));

    public static Postcode In(int district, ref FamilyDice dice) => In(district, 1 + dice.Below(9), dice.Below(UnitsInSector));

    public Postcode ElsewhereInSector(ref FamilyDice dice) => In(District, Sector, dice.Below(UnitsInSector));

    public Postcode ElsewhereInDistrict(ref FamilyDice dice) => In(District, ref dice);

    /// <returns>How many characters were written, at most <see cref="LongestText"/>.</returns>
    public int Write(Span<char> to)
    {
        var area = Areas[District / DistrictsInArea];
        area.CopyTo(to);
        var at = area.Length;
        var number = 1 + District % DistrictsInArea;
        if (number > 9) to[at++] = (char)('0' + number / 10);
        to[at++] = (char)('0' + number % 10);
        to[at++] = ' ';
        to[at++] = (char)('0' + Sector);
        to[at++] = InwardLetters[Unit / 20];
        to[at++] = InwardLetters[Unit % 20];
        return at;
    }

    public override string ToString()
    {
        if (IsEmpty) return "";
        Span<char> text = stackalloc char[LongestText];
        return text[..Write(text)].ToString();
    }
}
