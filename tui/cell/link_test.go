package cell

import (
	"strings"
	"testing"
)

func same(s string) string { return s }

// An address is one link over all the lines that it takes, each of which ends it; what was cut is none.
func TestLinks(t *testing.T) {
	const open, end = "\x1b]8;;https://a.example/bc\x07", "\x1b]8;;\x07"
	whole := Link("https://a.exa", "mple/bc")
	lines := []string{"x", "\x1b[0;1m" + whole[0] + "\x1b[m |", "  " + whole[1], "y"}
	Links(lines, same, same)
	want := []string{"x", "\x1b[0;1m" + open + "https://a.exa" + end + "\x1b[m |", "  " + open + "mple/bc" + end, "y"}
	if got := strings.Join(lines, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("%q, not %q", got, want)
	}
	for name, broken := range map[string][]string{
		"its end is missing":  {whole[0], "z"},
		"its begin is":        {"z", whole[1]},
		"it was cut":          {Fit(Link("https://a.example/bc")[0], 12, Left, "…")},
		"something lies over": {strings.Replace(Link("https://a.example/bc")[0], "exa", "\x1b[0mbox", 1)},
	} {
		Links(broken, same, same)
		if got := strings.Join(broken, "\n"); strings.Contains(got, "\x1b]8") || strings.Contains(got, markPrefix) {
			t.Errorf("%s: %q", name, got)
		}
	}
	line := Link("https://a.example/bc")
	Links(line, strings.ToUpper, func(string) string { return "" })
	if line[0] != "HTTPS://A.EXAMPLE/BC" {
		t.Errorf("without a target: %q", line[0])
	}
}

// A link is no area of the mouse, and hides none that it stands in.
func TestALinkHidesNoArea(t *testing.T) {
	if got := Under(Mark(3, 7, "ab"+Link("cd")[0]), 3); got != (Area{Kind: 3, Item: 7, X: 3}) {
		t.Errorf("%+v", got)
	}
	if got := Under(Link("cd")[0], 1); got != (Area{}) {
		t.Errorf("%+v", got)
	}
}
