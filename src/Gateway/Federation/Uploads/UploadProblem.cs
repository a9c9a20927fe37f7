using Gateway.Hosting;

namespace Gateway.Federation.Uploads;

/// <summary>What can be wrong with a file on its way, in words for whoever sends it.</summary>
internal static class UploadProblem
{
    public static readonly Problem Offset = new(
        "upload-offset", "Another part is wanted", StatusCodes.Status409Conflict, "Nothing of it was taken. Go on from the byte that is given.", "asker");

    public static readonly Problem WrongMedia = Problem.UnknownMediaType with { Title = "The part is not bytes", Detail = "Send the part as application/octet-stream." };

    public static readonly Problem TooLarge = Problem.BodyTooLarge with { Detail = "A part is at most 1 MiB, and no more comes than was declared. Nothing of it was taken." };

    public static readonly Problem OtherVersion = new(
        "upload-version", "This version of the format is not read", StatusCodes.Status400BadRequest, "CPF06: send version 1.", "asker");

    public static readonly Problem NotChecked = new(
        "upload-not-checked", "The file has not been checked", StatusCodes.Status409Conflict, "It has not come whole, is being checked, or was refused. Look how far it is.", "asker");

    public static readonly Problem Fewer = new(
        "upload-fewer", "The file has lost more than half of its records of a kind", StatusCodes.Status409Conflict,
        "Nothing was applied. If that is so, apply it with confirmFewer.", "asker");

    public static readonly Problem Sequence = new(
        "upload-sequence", "The number is not higher than the last", StatusCodes.Status409Conflict, "Nothing was taken. Go on from the number that is given.", "asker");

    public static readonly Problem Ahead = new(
        "upload-ahead", "The extract was made in the future", StatusCodes.Status409Conflict, "Nothing was taken. Check the clock that writes asOf, in UTC.", "asker");

    public static readonly Problem Behind = new(
        "upload-behind", "The extract is older than the one that speaks", StatusCodes.Status409Conflict, "Nothing of it was taken or applied. Send the newest extract.", "asker");

    public static Problem Of(UploadFault fault) => fault switch
    {
        UploadFault.Sequence => Sequence,
        UploadFault.Ahead => Ahead,
        _ => Behind,
    };
}
