package cell

import (
	"strings"
	"testing"
)

func TestAreasGoWithTheirPieces(t *testing.T) {
	inner := Mark(2, 7, "żółw")
	block := MarkBlock(1, 3, []string{"first line ", "ab" + inner + "cdefg"})
	frame := Beside(1, []int{4, 11}, []string{"left", "left"}, block)
	for _, c := range []struct {
		x, y int
		want Area
	}{
		{0, 1, Area{}}, {4, 1, Area{}}, {5, 0, Area{Kind: 1, Item: 3}}, {6, 1, Area{Kind: 1, Item: 3, X: 1, Y: 1}},
		{7, 1, Area{Kind: 2, Item: 7}}, {10, 1, Area{Kind: 2, Item: 7, X: 3}}, {11, 1, Area{Kind: 1, Item: 3, X: 6, Y: 1}},
		{16, 1, Area{}}, {-1, 0, Area{}}, {400, 0, Area{}},
	} {
		if got := Under(frame[c.y], c.x); got != c.want {
			t.Errorf("at %d,%d is %+v, not %+v", c.x, c.y, got, c.want)
		}
	}
}

func TestMarksTakeNoRoomAndLeaveNoTrace(t *testing.T) {
	s := "\x1b[0;1mone " + Mark(1, 0, "\x1b[0;2mtwo "+Mark(3, 12, "語")) + "\x1b[m tail"
	if n := Width(s); n != len("one two ")+2+len(" tail") {
		t.Errorf("%d cells", n)
	}
	if got, want := Unmark(s), "\x1b[0;1mone \x1b[0;2mtwo 語\x1b[m tail"; got != want {
		t.Errorf("got %q", got)
	}
	if Unmark("plain") != "plain" {
		t.Error("a line without marks changed")
	}
}

// What is cut off cannot be clicked: its mark is left over without a cell.
func TestWhatIsCutOffIsNoArea(t *testing.T) {
	for w := range 12 {
		line := Fit("abc"+Mark(1, 0, "def")+Mark(1, 1, "ghi"), w, Left, "…") + "|" + strings.Repeat("x", 20)
		for x := w; x < w+20; x++ {
			if a := Under(line, x); a != (Area{}) {
				t.Errorf("cut to %d cells, cell %d is %+v", w, x, a)
			}
		}
	}
}
