using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace DualTwin.Backtest.Archive;

/// <summary>A CSV file with a header row, plain or gzip-compressed, read row by row. Fields may be quoted as in RFC 4180, within one line.</summary>
internal sealed class CsvTable : IDisposable
{
    private readonly StreamReader _reader;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly List<string> _row = [];
    private readonly StringBuilder _field = new();
    private readonly string _path;

    public CsvTable(string path)
    {
        _path = path;
        var file = File.OpenRead(path);
        Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        _reader = new StreamReader(stream, Encoding.UTF8);
        if (!Read())
        {
            throw new InvalidDataException($"{path} is empty: a header row was expected.");
        }

        for (var i = 0; i < _row.Count; i++)
        {
            _columns[_row[i]] = i;
        }
    }

    /// <summary>Opens <c>name.csv</c> in <paramref name="folder"/>, or <c>name.csv.gz</c> where there is no such file.</summary>
    /// <exception cref="FileNotFoundException">Neither is there.</exception>
    public static CsvTable Open(string folder, string name) => TryOpen(folder, name)
        ?? throw new FileNotFoundException($"'{folder}' holds neither {name}.csv nor {name}.csv.gz.");

    /// <summary>The same, or null where neither file is there.</summary>
    public static CsvTable? TryOpen(string folder, string name)
    {
        var plain = Path.Combine(folder, name + ".csv");
        var path = File.Exists(plain) ? plain : plain + ".gz";
        return File.Exists(path) ? new CsvTable(path) : null;
    }

    /// <summary>Whether the file has the column.</summary>
    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>Goes to the next row; false at the end.</summary>
    public bool Read()
    {
        var line = _reader.ReadLine();
        if (line is null)
        {
            return false;
        }

        Split(line);
        return true;
    }

    public string Text(string column)
    {
        if (!_columns.TryGetValue(column, out var index))
        {
            throw new InvalidDataException($"{_path} has no column {column}.");
        }

        return index < _row.Count ? _row[index] : string.Empty;
    }

    public double? Number(string column)
    {
        var text = Text(column);
        if (text.Length == 0)
        {
            return null;
        }

        return double.TryParse(text, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new InvalidDataException($"{_path}: column {column} holds '{text}' where a number was expected.");
    }

    /// <summary>The text of a column that a file may lack; null where it is empty.</summary>
    public string? OptionalText(string column) => Has(column) && Text(column) is { Length: > 0 } text ? text : null;

    /// <summary>The number in a column that a file may lack.</summary>
    public double? OptionalNumber(string column) => Has(column) ? Number(column) : null;

    public int Whole(string column) =>
        (int?)Number(column) ?? throw new InvalidDataException($"{_path}: column {column} is empty where a whole number was expected.");

    public void Dispose() => _reader.Dispose();

    private void Split(string line)
    {
        _row.Clear();
        _field.Clear();
        var quoted = false;
        foreach (var c in line)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                _row.Add(_field.ToString());
                _field.Clear();
            }
            else
            {
                _field.Append(c);
            }
        }

        _row.Add(_field.ToString());
    }
}
