using System.Globalization;
using System.Text;

namespace DualTwin.Backtest.Reports;

/// <summary>Draws points, lines and bands over two axes as SVG text.</summary>
internal sealed class SvgPlot
{
    private const double Width = 640;
    private const double Height = 320;
    private const double Left = 56;
    private const double Right = 12;
    private const double Top = 28;
    private const double Bottom = 40;
    private const int Ticks = 5;

    private readonly StringBuilder _body = new();
    private readonly (double Min, double Max) _x;
    private readonly (double Min, double Max) _y;

    public SvgPlot(string title, string xName, string yName, (double Min, double Max) x, (double Min, double Max) y)
    {
        (_x, _y) = (x, y);
        _body.Append(Text(Width / 2, 16, "middle", title)).Append(Text(Width / 2, Height - 6, "middle", xName)).Append(Text(4, 16, "start", yName));
        for (var i = 0; i <= Ticks; i++)
        {
            var (xAt, yAt) = (_x.Min + (i * (_x.Max - _x.Min) / Ticks), _y.Min + (i * (_y.Max - _y.Min) / Ticks));
            _body.Append(Line(X(xAt), Y(_y.Min), X(xAt), Y(_y.Max), "#ddd")).Append(Text(X(xAt), Height - Bottom + 14, "middle", Number(xAt)));
            _body.Append(Line(X(_x.Min), Y(yAt), X(_x.Max), Y(yAt), "#ddd")).Append(Text(Left - 4, Y(yAt) + 4, "end", Number(yAt)));
        }
    }

    /// <summary>Fills between two lines.</summary>
    public void Band(IReadOnlyList<(double X, double Low, double High)> points, string colour)
    {
        var there = points.Select(p => Pair(p.X, p.High));
        var back = points.Reverse().Select(p => Pair(p.X, p.Low));
        _body.Append(CultureInfo.InvariantCulture, $"<polygon points=\"{string.Join(' ', there.Concat(back))}\" fill=\"{colour}\" fill-opacity=\"0.25\"/>\n");
    }

    public void Line(IEnumerable<(double X, double Y)> points, string colour) => _body.Append(
        CultureInfo.InvariantCulture,
        $"<polyline points=\"{string.Join(' ', points.Select(p => Pair(p.X, p.Y)))}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\"/>\n");

    public void Dots(IEnumerable<(double X, double Y)> points, string colour)
    {
        foreach (var (x, y) in points)
        {
            _body.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{X(x):0.#}\" cy=\"{Y(y):0.#}\" r=\"2.5\" fill=\"{colour}\"/>\n");
        }
    }

    /// <summary>A line from bottom to top.</summary>
    public void Mark(double x, string colour) => _body.Append(Line(X(x), Y(_y.Min), X(x), Y(_y.Max), colour));

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"11\">\n<rect width=\"{Width}\" height=\"{Height}\" fill=\"#fff\"/>\n{_body}</svg>\n");

    private static string Line(double x1, double y1, double x2, double y2, string colour) => string.Create(
        CultureInfo.InvariantCulture, $"<line x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\" stroke=\"{colour}\"/>\n");

    private static string Text(double x, double y, string anchor, string text) => string.Create(
        CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\">{System.Net.WebUtility.HtmlEncode(text)}</text>\n");

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private string Pair(double x, double y) => string.Create(CultureInfo.InvariantCulture, $"{X(x):0.#},{Y(y):0.#}");

    private double X(double value) => Left + ((Math.Clamp(value, _x.Min, _x.Max) - _x.Min) / (_x.Max - _x.Min) * (Width - Left - Right));

    private double Y(double value) => Height - Bottom - ((Math.Clamp(value, _y.Min, _y.Max) - _y.Min) / (_y.Max - _y.Min) * (Height - Top - Bottom));
}
