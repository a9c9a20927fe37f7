using System.Collections.Immutable;
using System.IO.Compression;
using System.Xml;

namespace Gateway.Rules.Attachments;

/// <summary>
/// Whether a zip is a Word document without macros, told from its parts (ECMA-376, part 2) and what it says each of them is. Only the one part that says so is ever
/// unpacked, and no more of it than <see cref="LongestTypes"/>.
/// </summary>
public static class WordParts
{
    /// <summary>The part that says what each other is.</summary>
    public const string Types = "[Content_Types].xml";

    /// <summary>As much of <see cref="Types"/> as is read, packed or unpacked: a long document has a tenth of it.</summary>
    public const int LongestTypes = 256 * 1024;

    private const string Document = "word/document.xml";
    private const string DocumentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

    // Of these a document can carry another that runs, or the controls and objects of before 2007.
    private static readonly string[] Running = [".bin", ".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".xlsb", ".pptm", ".potm", ".ppsm", ".ppam", ".doc", ".xls", ".ppt", ".exe", ".dll", ".js", ".vbs", ".wsf", ".hta", ".lnk"];

    /// <summary>What the names of the parts say.</summary>
    public static WordFound Look(ImmutableArray<ZipPart> parts)
    {
        var names = parts.Select(part => part.Name.Replace('\\', '/').TrimStart('/')).ToArray();
        if (parts.Any(part => part.Encrypted) || names.Count(name => Is(name, Types)) != 1 || names.Count(name => Is(name, Document)) != 1) return WordFound.NotWord;
        return names.Any(Runs) ? WordFound.Macros : WordFound.Word;
    }

    /// <summary>What the document says that its parts are.</summary>
    /// <param name="packed">The bytes of <see cref="Types"/> as they are in the file.</param>
    /// <param name="method">How they are packed.</param>
    public static WordFound Look(ReadOnlyMemory<byte> packed, int method)
    {
        if (Unpacked(packed, method) is not { } types || TypesOf(types) is not { } said) return WordFound.NotWord;
        if (said.Any(type => type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) || type.Contains("vbaProject", StringComparison.OrdinalIgnoreCase) || type.Contains("vbaData", StringComparison.OrdinalIgnoreCase)
            || type.Contains("activeX", StringComparison.OrdinalIgnoreCase))) return WordFound.Macros;
        return said.Contains(DocumentType) ? WordFound.Word : WordFound.NotWord;
    }

    private static bool Runs(string name) =>
        name.Contains("vbaProject", StringComparison.OrdinalIgnoreCase) || name.Contains("vbaData", StringComparison.OrdinalIgnoreCase) || name.Contains("/activeX/", StringComparison.OrdinalIgnoreCase)
        || Running.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static bool Is(string name, string part) => string.Equals(name, part, StringComparison.OrdinalIgnoreCase);

    // Stored, or deflated; none of any other, and of none that does not end in time.
    private static byte[]? Unpacked(ReadOnlyMemory<byte> packed, int method)
    {
        if (packed.Length > LongestTypes) return null;
        if (method == 0) return packed.ToArray();
        if (method != 8) return null;
        try
        {
            using var deflate = new DeflateStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
            var into = new byte[LongestTypes + 1];
            var length = deflate.ReadAtLeast(into, into.Length, throwOnEndOfStream: false);
            return length > LongestTypes ? null : into[..length];
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static string[]? TypesOf(byte[] types)
    {
        var said = new List<string>();
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(types), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LongestTypes });
            while (reader.Read())
                if (reader.NodeType == XmlNodeType.Element && reader.GetAttribute("ContentType") is { } type) said.Add(type.Trim());
            return [.. said];
        }
        catch (XmlException)
        {
            return null;
        }
    }
}

/// <summary>What a zip was found to be.</summary>
public enum WordFound
{
    /// <summary>No Word document, or one that does not read as one.</summary>
    NotWord,

    /// <summary>It carries what runs: macros, controls, objects of before 2007.</summary>
    Macros,

    /// <summary>A Word document without any of that.</summary>
    Word,
}
