package chart

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"aisdesk/tui/theme"
)

// Ticks stand in the middle of lines that are equally far apart, and no value lies on the wrong side of zero.
func TestTicksAndDotsShareOneScale(t *testing.T) {
	for _, span := range [][2]int64{{-38894, 1000000}, {-500000, 1000000}, {-1, 1000000}, {-1000000, 1}, {0, 500}, {-5, 0}, {88078, 90000}} {
		for h := 3; h < 40; h++ {
			s := scaleOf(span[0], span[1], h)
			for i, v := range s.ticks {
				if y := s.line(i); y < 0 || y >= h || s.dot(v)/4 != y {
					t.Errorf("%v in %d lines: tick %d in line %d, dot %d", span, h, v, y, s.dot(v))
				}
				if v != 0 {
					continue
				}
				for _, x := range []int64{1, 24135, 88078, span[1]} {
					if above, below := s.dot(x), s.dot(-x); x <= span[1] && above > 4*s.line(i)+1 || -x >= span[0] && x > 0 && below < 4*s.line(i)+2 {
						t.Errorf("%v in %d lines: zero in line %d, %d at dot %d, its negative at %d", span, h, s.line(i), x, above, below)
					}
				}
			}
		}
	}
}

// By hand: 880.78 to 241.35 beside a peak of 10 000 and a low of -388.94 is above the zero line on every day but the last.
func TestABalanceAboveZeroIsDrawnAboveTheZeroLine(t *testing.T) {
	l := Line{Points: []Point{{1, 1000000}, {3, 88078}, {20, 24135}, {40, -38894}}, From: 1, To: 40, W: 60, H: 9, Tick: tick, Day: day}
	under := false
	for _, line := range l.Draw(theme.Must(theme.ASCII, theme.NoColour)) {
		line = ansi.Strip(line)
		label, drawn, ok := strings.Cut(line, "|")
		switch {
		case !ok: // the days
		case strings.TrimSpace(label) == "0":
			if under = true; !strings.Contains(drawn, "'") {
				t.Errorf("nothing stands on the zero line: %q", line)
			}
		case under && strings.TrimSpace(drawn[:len(drawn)-2]) != "":
			t.Errorf("a balance above zero is drawn below it: %q", line)
		}
	}
	if !under {
		t.Error("there is no zero line")
	}
}

// Twelve months in columns of two cells: every second one is named whole, the chosen one among them.
func TestNarrowColumnsNameEverySecondMonth(t *testing.T) {
	var p []Pair
	for _, m := range strings.Fields("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec") {
		p = append(p, Pair{Label: m, In: 1000})
	}
	c := Columns{Pairs: p, At: 9, W: 44, H: 8, Tick: tick}
	lines := c.Draw(theme.Must(theme.ASCII, theme.NoColour))
	got := strings.Fields(ansi.Strip(lines[len(lines)-1]))
	if want := "Feb Apr Jun Aug Oct"; !strings.Contains(strings.Join(got, " "), want) {
		t.Errorf("%q", got)
	}
}
