package tui

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/synctest"

	_ "github.com/charmbracelet/x/exp/golden" // has the -update flag

	"aisdesk/tui/robot"
)

// desktop is a root before a robot.
type desktop struct {
	*robot.Robot
	root  *root
	world *fake
	clip  *bytes.Buffer
}

// in runs a test with a program in a bubble of its own; when it ends, nothing of the program may be left.
func in(t *testing.T, f *fake, o Options, test func(*testing.T, *desktop)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		clip := &bytes.Buffer{}
		f.saving = make(chan struct{}, 1) // one of the bubble: its clock waits for others for ever
		o.Now, o.Output, o.Version = clock, clip, "1.0"
		if o.Getenv == nil {
			o.Getenv = func(name string) string { return map[string]string{"TERM": "xterm-256color"}[name] }
		}
		r := newRoot(t.Context(), f, o)
		defer r.close()
		p := &desktop{Robot: robot.New(t, robot.Model(r)), root: r, world: f, clip: clip}
		p.Size(80, 24)
		p.Init(r.Init())
		test(t, p)
	})
}

// sizes are those of the goldens.
var sizes = [][2]int{{80, 24}, {120, 40}, {200, 50}}

// goldens compares the screen at every size with testdata/<test>-<name>-<size>.golden; -update writes them.
func (p *desktop) goldens(t *testing.T, name string) {
	t.Helper()
	for _, s := range sizes {
		p.Size(s[0], s[1]).Exact(s[0], s[1])
		path := fmt.Sprintf("testdata/%s-%dx%d.golden", name, s[0], s[1])
		var lines []string
		for l := range strings.Lines(p.Screen() + "\n") {
			lines = append(lines, strings.TrimRight(l, " \n"))
		}
		got := strings.Join(lines, "\n") + "\n"
		if flag.Lookup("update").Value.String() == "true" {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil || string(want) != got {
			t.Errorf("%s differs (%v)%s", path, err, firstDifference(got, string(want)))
		}
	}
	p.Size(80, 24)
}

func TestHome(t *testing.T) {
	in(t, newFake(), Options{}, func(t *testing.T, p *desktop) {
		p.goldens(t, "home")
		p.Sees("SANDBOX", "New verification", "Saved imports", "Halina Przykładowa")
	})
}

// firstDifference shows the first line that is not as it should be.
func firstDifference(got, want string) string {
	g, w := lines(got), lines(want)
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf(", line %d:\n got %s\nwant %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf(": %d lines, not %d", len(g), len(w))
}

func lines(s string) []string { return strings.Split(s, "\n") }
func trim(s string) string    { return strings.TrimSpace(s) }
