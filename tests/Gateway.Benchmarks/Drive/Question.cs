using System.Buffers.Text;
using System.Text;

namespace Gateway.Benchmarks.Drive;

/// <summary>The bytes of a whole request, made once for each connection; only the request id and the child are written anew.</summary>
internal sealed class Question
{
    /// <summary>What a triage nurse asks of a council and a department: every item of her role and purpose that one of them holds.</summary>
    public const string Items =
        "\"plan-flag\",\"plan-category\",\"plan-dates\",\"lead-social-worker\",\"looked-after\",\"unborn-plan\",\"plan-ended\","
        + "\"attendance-count\",\"attendance-dates\",\"attendance-site\",\"attendance-complaint\",\"attendance-outcome\"";

    // Fewer than a practitioner may ask about within an hour.
    private const int ChildrenOfOne = 80;
    private const int IdLength = 36;
    private static readonly string NoId = new('0', IdLength);

    private readonly AskedChildren _children;
    private readonly byte[] _bytes;
    private readonly int _id;
    private readonly int _number;
    private readonly int _day;
    private readonly Random _random;
    private readonly int _place;

    public Question(DriveOrder order, AskedChildren children, int place)
    {
        (_children, _place) = (children, place);
        _random = new Random(HashCode.Combine(order.Seed, place));
        var body = $$"""{"child":{"nhsNumber":"NNNNNNNNNN","dateOfBirth":"DDDDDDDDDD"},"purpose":"unscheduled-care","items":[{{Items}}],"deadlineMilliseconds":3000}""";
        var authorization = order.Tokens.Length == 0 ? "" : $"Authorization: Bearer {order.Tokens[place % order.Tokens.Length]}\r\n";
        var text = $"POST {order.Path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{authorization}X-Request-ID: {NoId}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}";
        _bytes = Encoding.ASCII.GetBytes(text);
        _id = text.IndexOf(NoId, StringComparison.Ordinal);
        _number = text.IndexOf("NNNNNNNNNN", StringComparison.Ordinal);
        _day = text.IndexOf("DDDDDDDDDD", StringComparison.Ordinal);
    }

    /// <summary>The number of the child asked about last, as an answer writes it: in groups of 3, 3 and 4.</summary>
    public byte[] SpacedNumber
    {
        get
        {
            var number = _bytes.AsSpan(_number, AskedChildren.NumberLength);
            return [.. number[..3], (byte)' ', .. number[3..6], (byte)' ', .. number[6..]];
        }
    }

    /// <summary>The next question: a new request id, and one of the connection's own children, who are from anywhere in the file.</summary>
    public ReadOnlyMemory<byte> Next()
    {
        Utf8Formatter.TryFormat(Guid.NewGuid(), _bytes.AsSpan(_id, IdLength), out _);
        var child = Spread(_place * ChildrenOfOne + _random.Next(ChildrenOfOne), _children.Count);
        _children.Number(child).CopyTo(_bytes.AsSpan(_number));
        _children.Day(child).CopyTo(_bytes.AsSpan(_day));
        return _bytes;
    }

    // Multiples of the golden section fall as far apart as they can, whatever the number of children.
    private static int Spread(int place, int children) => (int)(place * 0.6180339887498949 % 1 * children);
}
