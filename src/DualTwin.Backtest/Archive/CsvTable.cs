using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace DualTwin.Backtest.Archive;

/// <summary>A gzip-compressed CSV file with a header row, read row by row. Fields may be quoted as in RFC 4180, within one line.</summary>
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
        _reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress), Encoding.UTF8);
        if (!Read())
        {
            throw new InvalidDataException($"{path} is empty: a header row was expected.");
        }

        for (var i = 0; i < _row.Count; i++)
        {
            _columns[_row[i]] = i;
        }
    }

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
