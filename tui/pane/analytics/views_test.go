package analytics

import (
	"slices"
	"strings"
	"testing"

	"aisdesk/tui/pane"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/robot/sample"
	"aisdesk/tui/theme"
)

// What is wrong with a filter stands whole on a line of its own under it, with the place; the views stay.
func TestABadFilterIsSaidUnderTheFilter(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.p.SetSize(80, 21)
		before := len(strings.Split(d.Screen(), "\n"))
		d.Press("/").Type("label:rent amt:>x").Exact(80, before)
		d.Sees("/ label:rent amt:>x", "character 17: write the amount in digits, with at most four decimals")
		d.p.SetSize(150, 44)
		lines := strings.Split(d.Screen(), "\n")
		at := slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, "/ label:rent amt:>x") })
		if !strings.Contains(lines[at+1], "for example amt:>100.50") || strings.Index(lines[at+1], "^") != strings.Index(lines[at], "x") {
			t.Errorf("the place is not pointed at:\n%s", d.Screen())
		}
		d.Press("enter").Sees("^ ").Press("esc").SeesNot("^ ").Sees("Out by label")
	})
}

// Whatever view has the keys, it is the only one with a cursor and marked in its frame, also without colour.
func TestOneBoardHasTheCursor(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		for _, depth := range []theme.Depth{theme.Plaintext, theme.TrueColour} {
			for _, name := range []theme.Name{theme.Mono, theme.Dark} {
				d.env.Theme = theme.Must(name, depth)
				d.Send(pane.SettingsChanged{})
				for range int(views) {
					d.p.SetSize(120, 37)
					if n := strings.Count(d.Screen(), "> ") + strings.Count(d.Screen(), ">Mon"); n > 1 || n == 0 && d.p.view != viewBalance {
						t.Errorf("%s: %d cursors on the view %s:\n%s", name, n, viewNames[d.p.view], d.Screen())
					}
					if framed := strings.Contains(d.Screen(), "─["); framed != (depth == theme.Plaintext || name == theme.Mono) {
						t.Errorf("%s: the frame is marked: %v\n%s", name, framed, d.Screen())
					}
					d.Press("b")
				}
			}
		}
	})
}

// A net is less than nothing to the left of a line, and has no share of a whole with parts of both signs.
func TestNetBarsShowTheSign(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("f", "f").Sees("Net by label").SeesNot("share", "%")
		left, right := 0, 0
		for _, l := range strings.Split(d.Screen(), "\n") {
			parts := strings.Split(l, "│") // the first two are around the line in the ranking
			if len(parts) < 3 {
				continue
			}
			if strings.HasSuffix(parts[1], "█") {
				left++
			}
			if strings.HasPrefix(parts[2], "█") {
				right++
			}
		}
		for _, x := range d.p.lines {
			if b := d.p.bar(x, format.From(d.env)); b.Size < 0 != strings.HasPrefix(b.Value, "-") {
				t.Errorf("%s of %s has a bar of %d", b.Value, b.Label, b.Size)
			}
		}
		if left == 0 || right == 0 {
			t.Errorf("%d bars to the left and %d to the right:\n%s", left, right, d.Screen())
		}
		d.Press("f").Sees("share", "%")
	})
}

// The footer offers what works on the view in front; what is asked for all the same is answered.
func TestHintsAreOfTheBoard(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.p.SetSize(80, 21)
		hints := func() (out []string) {
			for _, b := range d.p.Actions() {
				if b.Footer && !b.Off {
					out = append(out, b.What)
				}
			}
			return out
		}
		if got := hints(); !slices.Contains(got, "drill into this bar") || !slices.Contains(got, "group by the next") {
			t.Errorf("on the ranking %q", got)
		}
		for _, b := range []view{viewBalance, viewServices} {
			for d.p.view != b {
				d.Press("b")
			}
			if got := hints(); slices.Contains(got, "drill into this bar") || slices.Contains(got, "group by the next") {
				t.Errorf("on the view %s %q", viewNames[b], got)
			}
			d.Press("i")
			if n, ok := d.Sent[len(d.Sent)-1].(pane.Notice); !ok || !strings.Contains(n.Text, "choose a bar") {
				t.Errorf("i on the view %s says %v", viewNames[b], d.Sent[len(d.Sent)-1])
			}
		}
		d.Press("r").Sees("Out by counterparty", "[ranking]")
	})
}

// With one account and one currency there is no next one, and the keys say so.
func TestNoNextAccountIsSaid(t *testing.T) {
	imp := sample.Customer()
	imp.Targets[0].Accounts, imp.Targets[0].CreditCards = imp.Targets[0].Accounts[:1], nil
	visit(t, imp, func(d driven) {
		for key, want := range map[string]string{"a": "one account", "$": "one currency"} {
			d.Press(key).Sees("all accounts")
			if n, ok := d.Sent[len(d.Sent)-1].(pane.Notice); !ok || !strings.Contains(n.Text, want) {
				t.Errorf("%s says %v", key, d.Sent[len(d.Sent)-1])
			}
		}
		for _, b := range d.p.Actions() {
			if b.What == "next account" && !b.Off {
				t.Error("the next account is offered")
			}
		}
	})
}
