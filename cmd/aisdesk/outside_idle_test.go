package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// What a screen costs on which nothing happens, and one on which an import goes on.

// still are screens with the keys that lead to each from the one before, and what stands on it.
type still struct{ name, keys, shows string }

var (
	homeScreens = []still{
		{"home", "", "New verification"}, {"library", "l", "Saved imports"}, {"form", "\x1bn", "Customer id"},
	}
	deskScreens = []still{
		{"overview", "", "Totals"}, {"accounts", "2", "2 Accounts"}, {"transactions", "3", "row 1/"}, {"details", "\r", "Details"},
		{"cards", "4", "Cards"}, {"analytics", "5", "[ranking]"}, {"inspector", "6", "Inspector"}, {"verdict", "7", "Verdict"},
	}
)

func TestMeasureIdle(t *testing.T) {
	measured(t)
	report := func(name string, g *glass) {
		t.Helper()
		g.quiet(1500 * time.Millisecond)
		t.Logf("%-34s %8.2f %% of a core", "idle: "+name, g.load(4*time.Second))
	}
	env, _ := foreign(t)
	file := filepath.Join(t.TempDir(), "reply.xml")
	generated(t, file, 10_000)
	broken := filepath.Join(t.TempDir(), "broken.xml")
	whole, err := os.ReadFile(file)
	if err == nil {
		err = os.WriteFile(broken, whole[:len(whole)-100], 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, on := range []struct {
		args    []string
		screens []still
	}{
		{nil, slices.Concat(homeScreens, []still{{"outcome", "\x1bo" + broken + "\r", "Failed"}})},
		{[]string{"open", file}, deskScreens},
		{[]string{"verify", "--no-open"}, []still{{"link", "", "http://127.0.0.1"}}},
	} {
		g := onGlassWith(t, env, program(t), on.args...)
		for _, s := range on.screens {
			if s.keys != "" {
				_, _ = g.tty.WriteString(s.keys)
			}
			g.quiet(time.Second)
			report(s.name, g)
			if !g.shows(s.shows)() {
				t.Errorf("%s shows no %q:\n%s", s.name, s.shows, g.screen())
			}
		}
		g.quit()
	}
}

// importing is the program on the screen of an import that does not end, against a sandbox of its own.
func importing(t testing.TB) *glass {
	t.Helper()
	env, _ := foreign(t, "--scenario", "hold-in-progress:forever")
	env = slices.DeleteFunc(env, func(v string) bool { return v == "AISDESK_SANDBOX_PACE=200ms" }) // polls as at the provider
	g := onGlassWith(t, env, program(t))
	g.until("home", g.shows("New verification"))
	_, _ = g.tty.WriteString("n")
	g.until("the form", g.shows("Customer id"))
	_, _ = g.tty.WriteString("\x1b[B\x1b[C\x1b[C")
	g.until("the test login", g.shows("Test login"))
	_, _ = g.tty.WriteString("\x13")
	g.until("the import", g.shows("At the provider"))
	return g
}

func TestMeasureImporting(t *testing.T) {
	measured(t)
	g := importing(t)
	g.quiet(3 * time.Second)
	t.Logf("%-34s %8.2f %% of a core", "an import in progress", g.load(20*time.Second))
	g.quit()
}
