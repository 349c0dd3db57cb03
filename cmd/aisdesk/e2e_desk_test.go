package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// reviewed is an import that a reviewer opens, twice, in one terminal: what was set up in the first run must be
// there in the second.
type reviewed struct {
	*terminal
	id   string
	runs int
}

// review imports a customer with a year of rows from a sandbox of its own and opens it.
func review(t *testing.T) *reviewed {
	t.Helper()
	env, _ := foreign(t, "--speed", "50")
	loop := "for n in 1 2; do while [ ! -s $HOME/go$n ]; do sleep 0.1; done; " + program(t) + " open $(cat $HOME/go$n); echo RUN$n=$?; done"
	r := &reviewed{terminal: openTerminal(t, 120, 40, env, "sh", "-c", loop)}
	c := exec.Command(program(t), "import", "--login", "salaried", "--since", "1y", "--json")
	c.Env = append(append(os.Environ(), env...), homeOf(r.dir)...)
	out, err := c.Output()
	var s struct{ ID string }
	if err == nil {
		err = json.Unmarshal(out, &s)
	}
	if err != nil || s.ID == "" {
		t.Fatalf("import: %v %s", err, out)
	}
	r.id = s.ID
	r.tmux("set-option", "-g", "set-clipboard", "on") // what the program copies is then a buffer of tmux
	return r.open()
}

// open starts the program for the next run.
func (r *reviewed) open() *reviewed {
	r.t.Helper()
	r.runs++
	if err := os.WriteFile(filepath.Join(r.dir, "go"+string(rune('0'+r.runs))), []byte(r.id), 0o600); err != nil {
		r.t.Fatal(err)
	}
	r.wait("1 Overview", "Totals", "Risks")
	return r
}

// size resizes the window and waits until the program has drawn its footer on the last line: tmux hands a new size on a while
// later.
func (r *reviewed) size(w, h string) *reviewed {
	r.t.Helper()
	r.tmux("resize-window", "-x", w, "-y", h)
	last, _ := strconv.Atoi(h)
	r.until("a frame of "+w+"x"+h, func(s string) bool {
		lines := strings.Split(s, "\n")
		return len(lines) >= last && strings.Contains(lines[last-1], "? help")
	})
	return r
}

// copied waits until the clipboard holds a text that fits.
func (r *reviewed) copied(what string) {
	r.t.Helper()
	want := regexp.MustCompile(what)
	r.until("clipboard with "+what, func(string) bool {
		out, err := exec.Command("tmux", "-L", r.socket, "show-buffer").Output()
		return err == nil && want.Match(out)
	})
}

// TestE2EReviewDesk goes through the whole desk as a reviewer does: every pane, every question of the grid and of
// the analytics, what is copied, exported, kept, masked, and what is still there after the next start.
func TestE2EReviewDesk(t *testing.T) {
	r := review(t)
	r.wait("Anna Przykładowa", "In ", "Net", "6\u00a0218.44")
	r.keys("2").wait("PL61 1168 8626", "Available")
	r.keys("3").wait("Booked↓", "row 1/")
	r.grid()
	r.filters()
	r.clipboard()
	r.export()
	r.periods()
	r.columns()
	r.keys("4").wait("Visa Przykładowa", "due ")
	r.questions()
	r.services()
	r.verdict()
	r.program()
	r.mouse()
	r.keys("q").wait("RUN1=0")

	r.open().keys("3").wait("row 1/")
	r.until("the columns as they were left", func(s string) bool {
		return !strings.Contains(s, "Labels") && strings.Contains(s, "Balance")
	})
	r.keys("o").wait("Saved views", "rents", "label:rent")
	r.keys("Enter").wait("/ label:rent")
	r.keys("5").wait("[ranking]")
	r.keys("B").wait("Analytical Services", "answered 20", "Tier")
	r.keys("7").wait("REFUTED", "Zofia Zmyślona", "4 claims, saved with the import")
	r.keys("Home", "Down", "x").wait("CONFIRMED", "3 claims, saved with the import")
	r.keys("q").wait("RUN2=0", "EXIT=0")
}

// grid sorts by several columns, marks, freezes, scrolls, finds, jumps and looks at a row.
func (r *reviewed) grid() {
	r.keys("Right", "Right", "s", "Right", "S").wait("Amount↓1", "Balance↓2", "sorted: amount↓, balance↓")
	r.keys("Home", "Space", "Down", "Down", "v", "Down", "Down", "v").wait("*marked PLN       4 rows")
	r.keys("V").gone("*marked")
	r.size("70", "20").keys("^", "F", "$").wait("←", "│")
	r.tmux("resize-window", "-x", "59", "-y", "14")
	r.wait("too small", "59x14")
	r.size("120", "40").wait("Kind")
	r.keys("F").typing("^").wait("Title")
	r.keys("d", "C-u").typing("soon").keys("Enter").wait("write a day")
	r.keys("Escape").gone("jump to")
	r.keys("f").typing("wynagrodzenie").keys("Enter").wait("rows match wynagrodzenie")
	if s := r.keys("n").screen(); !regexp.MustCompile(`(?m)^>.*WYNAGRODZENIE`).MatchString(s) {
		r.t.Errorf("the cursor is not on what was searched for:\n%s", s)
	}
	r.keys("Enter").wait("Details", "Counterparty", "Other account", "Balance after", "Account number", "Owner", "Bank")
	r.keys("Escape").gone("Details")
}

// filters types, mistypes, pins, undoes and saves.
func (r *reviewed) filters() {
	r.keys("/").typing("label:rent amt:>x").wait("character 17")
	r.until("the last good rows", filtered.MatchString)
	r.keys("C-u").typing("label:rent").keys("Enter").wait("/ label:rent")
	r.gone("LIDL")
	r.keys("w").typing("rents").keys("Enter").wait("saved the view as rents")
	r.keys("u").until("every row again", func(s string) bool { return !filtered.MatchString(s) })
	r.keys("Home", "^", "+").wait("/ date:")
	r.keys("u", "-").wait("/ -date:")
	r.keys("u").wait("press / to filter")
}

func (r *reviewed) clipboard() {
	r.keys("Home", "^", "y").wait("copied booked")
	r.copied(`^\d{4}-\d\d-\d\d$`)
	r.keys("Space", "Down", "Space", "Y").wait("copied 2 marked rows")
	r.copied(`^\d{4}-\d\d-\d\d\t[^\n]*\n\d{4}-\d\d-\d\d\t[^\n]*$`)
	r.keys("V")
}

// export writes the rows of a filter, whole, and never over a file without asking.
func (r *reviewed) export() {
	r.keys("/").typing("label:rent").keys("Enter").wait("/ label:rent")
	file := filepath.Join(r.dir, "rents.csv")
	r.keys("e").wait("export to")
	r.keys("C-u").typing(file).keys("Enter").wait("exported ")
	r.holds(file, "\n", 12)
	if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
		r.t.Fatal(err)
	}
	r.keys("e", "C-u").typing(file).keys("Enter").wait("The file exists")
	r.keys("Escape").gone("The file exists")
	if b, _ := os.ReadFile(file); string(b) != "mine" {
		r.t.Errorf("the file was written over: %q", b)
	}
	r.keys("e", "C-u").typing(filepath.Join(r.dir, "rents.ndjson")).keys("Enter").gone("export to")
	r.holds(filepath.Join(r.dir, "rents.ndjson"), `"amount":-`, 12)
	r.keys("u").wait("press / to filter")
}

// holds waits until a file has a text at least so often.
func (r *reviewed) holds(file, what string, times int) {
	r.t.Helper()
	r.until(file, func(string) bool {
		b, err := os.ReadFile(file)
		return err == nil && strings.Count(string(b), what) >= times
	})
}

func (r *reviewed) periods() {
	r.keys("p").wait("[month]")
	r.keys("[", "C").wait("before  PLN")
	r.keys("P").typing("2026-01..2026-02").keys("Enter").wait("[custom]", "2026-01-01 to 2026-02-28")
	r.keys("P").typing("all").keys("Enter").wait("[all]")
}

// columns hides the labels and moves on; the next run must remember it.
func (r *reviewed) columns() {
	r.keys("c").wait("Columns", "[x]")
	item := regexp.MustCompile(`> \[.\]  \w+`)
	for at := item.FindString(r.screen()); !strings.HasSuffix(at, "Labels"); {
		last := at
		at = item.FindString(r.keys("Down").until("the next column", func(s string) bool {
			at := item.FindString(s)
			return at != "" && at != last
		}))
	}
	r.keys("Space").wait("> [ ]  Labels")
	r.keys("Escape").gone("Labels")
}

// cursorRow is the line with the cursor, up to the next box.
var cursorRow = regexp.MustCompile(`> [^│\n]*`)

// questions drills from a bar to its rows and back, looks inside one, and opens a finding.
func (r *reviewed) questions() {
	r.keys("5").wait("[ranking]", "Out by category in PLN", "In and out by month")
	r.keys("p", "p").wait("[quarter]", "%")
	r.keys("Down", "r").wait("Out by label")
	r.keys("r").wait("Out by counterparty")
	r.keys("R").wait("Group by")
	r.keys("Home", "Down", "Enter").wait("Out by label")
	before := cursorRow.FindString(r.keys("Down").until("the second bar", func(s string) bool { return !strings.Contains(cursorRow.FindString(s), "monthly") }))
	r.keys("i").wait("→ label")
	r.keys("Enter").wait("← analytics", "[quarter]")
	r.keys("Escape").wait("→ label")
	r.keys("Escape").until("the bar that was gone into", func(s string) bool {
		return strings.Contains(s, "Out by label") && cursorRow.FindString(s) == before
	})
	r.keys("P").typing("all").keys("Enter").wait("[all]")
	r.keys("b").wait("[months]")
	r.keys("b", "b", "b").wait("[findings]")
	r.keys("Down", "Enter").wait("← analytics")
	r.keys("Escape").wait("[findings]", "2 of ")
}

// services asks the provider on request and keeps the answer.
func (r *reviewed) services() {
	r.keys("b").wait("[income]")
	r.keys("b").wait("[affordability]")
	r.keys("b").wait("[services]", "not asked", "ask the provider")
	r.keys("Enter").wait("just now", "answered 20", "by sandbox", "127.0.0.1", "Tier")
}

// verdict types what an applicant says, sees what the data says of it, looks at the rows behind, and saves the report.
func (r *reviewed) verdict() {
	r.keys("7").wait("NO CLAIMS", "Type what the applicant says", "Worth a look")
	r.keys("Enter").typing("przykladowa ANNA").keys("Enter").wait("✓ CONFIRMED", "agrees with the claim")
	r.keys("Down", "Enter").typing("40OO").keys("Enter").wait(`Monthly income: "40OO" is not an amount`)
	r.keys("C-u").typing("4000").keys("Enter").wait("both claims", "income is between") // in the only currency
	r.keys("Home", "a").typing("Zofia Zmyślona").keys("Enter").wait("✗ REFUTED", "contradicts 1 claim")
	r.keys("End").until("the signs", func(s string) bool { return strings.Contains(s, "Worth a look") })
	r.keys("Home").wait("> Name")
	for range 7 {
		r.keys("Down")
	}
	r.wait("> No sign of")
	r.keys("Right", "Right", "Right", "Space").wait("[x]>bailiff ✓", "4 claims, saved with the import")
	r.keys("NPage", "Down", "Down")
	r.until("the check of the income chosen", regexp.MustCompile(`> ✓ confirmed +The income`).MatchString)
	before := r.screen()
	r.keys("Enter").wait("← verdict: monthly income", "[custom]", "chosen rows")
	r.keys("Escape").until("the verdict as it was", func(s string) bool { return s == before })
	file := filepath.Join(r.dir, "verdict.md")
	r.keys("w").wait("save the report as")
	r.keys("C-u").typing(file).keys("Enter").wait("exported the report")
	r.holds(file, "refuted", 1)
	r.keys("y").wait("copied the report")
	r.copied(`^\*\*\* SANDBOX \*\*\*\nVerification of \d{4}-\d\d-\d\d\n\nVerdict: refuted\n`)
	r.size("80", "24").wait("REFUTED", "7 Verdict")
	r.size("120", "40")
}

// click presses and releases the left button on the first cell of a text, as a terminal reports it.
func (r *reviewed) click(on string) *reviewed {
	r.t.Helper()
	x, y := r.place(on)
	r.typing(fmt.Sprintf("\x1b[<0;%d;%dM", x, y)).typing(fmt.Sprintf("\x1b[<0;%d;%dm", x, y))
	return r
}

// place waits for a text and says where it begins, counted from 1.
func (r *reviewed) place(of string) (x, y int) {
	r.t.Helper()
	for y, l := range strings.Split(r.wait(of), "\n") {
		if i := strings.Index(l, of); i >= 0 {
			return ansi.StringWidth(l[:i]) + 1, y + 1
		}
	}
	return 0, 0
}

// mouse takes the mouse, goes through the desk with it, and gives it back to the terminal.
func (r *reviewed) mouse() {
	taken := func() string { return strings.TrimSpace(r.tmux("display-message", "-p", "#{mouse_any_flag}")) }
	if taken() != "0" {
		r.t.Error("the mouse was taken unasked")
	}
	r.keys("C-x").wait("mouse on")
	r.click("3 Transactions").wait("press / to filter")
	r.click("Amount").wait("Amount↓")
	r.click("Amount").wait("Amount↑")
	r.click("5 Analytics").wait("Out by")
	r.click("findings").wait("[findings]")
	r.click("3 Transactions").wait("press / to filter")
	r.keys("Home").wait("row 1/")
	x, y := r.place("PLN")
	r.typing(fmt.Sprintf("\x1b[<65;%d;%dM", x, y-10)).until("the rows scrolled", func(s string) bool { return !strings.Contains(s, "row 1/") })
	r.click("? help").wait("Keys: Transactions")
	r.typing("\x1b[<0;1;3M").gone("Keys: Transactions")
	r.keys("C-x").wait("mouse off")
	if taken() != "0" {
		r.t.Error("the mouse was not given back")
	}
}

// program uses what works everywhere: palette, help, mask, themes.
func (r *reviewed) program() {
	r.keys("C-p").wait("Actions")
	r.typing("overview").wait("go to Overview")
	r.keys("Enter").wait("Anna Przykładowa")
	r.keys("?").wait("Keys: Overview")
	r.keys("Escape").gone("Keys: Overview")
	r.keys("C-o").wait("masked")
	for _, tab := range []string{"1", "2", "3", "4", "5", "7"} {
		s := r.keys(tab).wait("masked")
		for _, private := range []string{"Anna", "PRZYKŁADOWA", "PL61", "1168 8626", "6218.44", "6\u00a0218.44", "93052164127"} {
			if strings.Contains(s, private) {
				r.t.Errorf("tab %s shows %q under the mask:\n%s", tab, private, s)
			}
		}
	}
	r.keys("C-o").gone("masked")
	for _, name := range []string{"dark", "light", "contrast", "colourblind", "mono", "ascii", "auto"} {
		r.keys("C-t").wait("theme " + name)
	}
}
