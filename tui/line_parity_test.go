package tui

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient/app"
	"aisdesk/tui/line"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/casework"
)

// inLines are the commands of the accessible mode that do what actions of the screen do, by the action's words. What stands
// behind + is typed with the command.
var inLines = map[string]string{
	"new verification": "new", "begin": "new", "choose a bank": "new", "choose this bank": "new", "any bank": "new", "other choice": "new", "other field": "new", "next field": "new",
	"ask the provider for its banks again": "new", "ask the provider again": "new", "begin again with a new sign-in": "new", "change the request first": "new",
	"saved imports": "library", "search the saved imports": "library", "search": "library", "clear the search": "library", "go to the recent imports": "library", "open a file": "open", "open the file": "open", "open": "open",
	"resume the import": "pending", "discard it": "forget", "delete": "delete", "delete here and at the provider": "delete", "delete it": "delete", "delete expired imports": "purge",
	"import again with the saved access": "again", "refresh the list": "library", "settings": "settings", "change": "open", "next value": "open", "home": "home", "quit": "quit", "help": "help",
	"find an action": "help", "run": "help", "cancel": "cancel", "open again": "open", "type the page's code": "code", "paste a session": "paste", "submit the session": "paste", "copy the link": "copy",
	"copy the ssh line": "copy", "inspector": "calls", "inspect the calls": "calls", "read": "open",
	"go to Overview": "overview", "go to Accounts": "accounts", "go to Transactions": "transactions", "go to Cards": "cards", "go to Analytics": "analytics", "go to Inspector": "calls",
	"go to Verdict": "verdict", "open its transactions": "rows", "its transactions": "rows", "filter and sum its transactions": "rows", "open its rows": "rows", "drill into this bar": "rows",
	"hide or show personal data": "mask", "save this view": "save", "saved views": "views", "use it": "open",
	"filter": "filter", "filter the rows": "filter", "filter by this cell": "filter", "filter without this cell": "filter", "apply": "filter", "help for filters": "columns", "find": "find", "find next": "find",
	"find previous": "find", "sort by this column": "sort", "add this column to the sort": "then", "period": "period", "type a period": "period", "previous period": "period", "next period": "period",
	"jump to a day": "period", "compare with the previous period": "compare", "compare with the previous period, or not": "compare", "compare two periods: what begins, ends, changes": "compare",
	"details": "open", "close details": "open", "mark this row": "mark", "mark all rows": "mark", "begin or end a range of marks": "mark", "clear all marks": "unmark",
	"totals: sums or min, max, mean, median": "totals", "export this view": "export", "export the ranking": "export", "export the marked rows": "marked", "columns": "table",
	"choose what to group by": "analytics", "group by the next": "analytics", "next currency": "analytics", "out, in or net": "analytics", "split each bar by": "inside", "income": "income",
	"affordability": "income", "next view": "analytics", "previous view": "analytics", "next account": "balances", "ask the provider": "ask",
	"edit the claim": "claim", "claim or unclaim": "claim", "choose a sign": "claim", "add another": "claim", "save": "claim", "save, next claim": "claim", "save, claim before": "claim",
	"remove the claim": "drop", "undo": "undo", "claim what the next policy asks": "policy", "save the report": "report", "preview the report": "report", "the next form": "report",
	"next card": "open", "previous card": "open",
	"row down": "next", "row up": "previous", "page down": "next", "page up": "previous", "page": "page", "a page down": "next", "a page up": "previous", "half a page down": "next", "half a page up": "previous",
	"ten down": "next", "ten up": "previous", "first": "first", "last": "last", "first row": "first", "last row": "last", "next": "find", "previous": "find", "next item": "next", "previous item": "previous",
	"portfolio: verdicts of all imports": "portfolio", "list the imports of this group": "portfolio", "check again, or go on": "portfolio",
	"give another category, with a reason": "case", "leave out of all sums, with a reason": "case", "write a note on the row": "case", "tag": "tag",
	"mark, go on": "mark", "mark all that are shown, or none": "mark", "sort by next column": "sort", "put into a case": "put", "put into this case": "put", "put into a new case": "put",
	"begin the case": "put", "begin its first verification": "case", "compare the two that are marked": "compare",
	"write a note": "case", "add a tag": "case", "remove a tag": "case", "set the status": "case", "approve": "case", "refer": "case", "reject": "case", "undo the event under the cursor": "case",
	"see all of the case": "case", "open the case as one": "case", "open the import under the cursor by itself": "open", "import another bank of the applicant": "case", "import another applicant": "case", "add a statement file": "case", "keep the case until another day": "case",
	"erase the case but for the headers of its events": "case", "newest event": "first", "oldest event": "last", "event up": "previous", "event down": "next",
	"cases": "cases", "list the customers, or the steps again": "logins", "type both periods": "compare",
	"leave": "back", "back": "back", "close": "back", "clear": "back", "undo typing": "back",
}

// notInLines are the actions without a command, each with the reason.
var notInLines = map[string]string{
	"begin a case":        "aisdesk case new does it",
	"change the scenario": "the control page does it, whose address is said",
	"mouse on or off":     "there is no mouse", "next theme": "there are no colours", "draw the screen again": "nothing is drawn",
	"suspend to the shell": "the shell's own Ctrl+Z works", "quit at once": "Ctrl+C twice does it", "show or hide the QR code": "a picture cannot be heard",
	"choose": "a number or a name chooses", "confirm": "a typed word confirms", "keep it": "back declines",
	"complete": "a line is typed whole", "complete with the one before": "a line is typed whole", "an earlier filter": "the terminal's scrollback has it",
	"move left": "columns have no places", "move right": "columns have no places", "wider": "columns have no widths", "narrower": "columns have no widths", "show or hide": "every field is a line",
	"freeze up to this column": "columns have no places", "defaults": "columns have no places", "column to the left": "a row is one line", "column to the right": "a row is one line",
	"first column": "a row is one line", "last column": "a row is one line", "sideways": "lines are not cut",
	"other row": "rows are named by their numbers", "other setting": "settings are named by their numbers", "move": "places are named", "up": "places are named", "down": "places are named",
	"go to the menu": "places are named", "go to the first": "first does it", "go to the last": "last does it", "go to the next part": "places are named", "go to the part before": "places are named",
	"scroll": "lines are appended", "scroll up": "lines are appended", "scroll down": "lines are appended", "scroll the details up": "lines are appended", "scroll the details down": "lines are appended",
	"first, last line": "lines are appended", "go to the top": "lines are appended", "go to the bottom": "lines are appended", "the beginning": "lines are appended", "the end": "lines are appended",
	"first and last": "first and last do it", "first and last setting": "settings are named by their numbers", "first account": "accounts are named by their numbers", "last account": "accounts are named by their numbers",
	"next tab": "places are named", "previous tab": "places are named", "previous and next tab, where the pane does not use them": "places are named",
	"fold or unfold all groups": "nothing is folded", "fold or unfold this group": "nothing is folded", "fold, or previous item": "nothing is folded", "unfold, or next item": "nothing is folded",
	"copy all": "export and reply write files", "copy the call as curl": "calls says each call; curl is for the screen's clipboard", "copy all calls as HAR, or write a file": "calls says each call", "copy the call as HAR, or write a file": "calls says each call", "copy the account number": "the line says it", "copy the id": "the line says it", "copy the marked rows, or this one": "export writes them",
	"copy this cell": "the line says it", "copy the report": "report writes it", "add to the lexicon": "aisdesk lexicon does it, with the same checks",
	"undo filter, sort or period": "each is set anew by its own line", "redo": "each is set anew by its own line",
	"fetch the provider's own data, to compare": "aisdesk case data does it", "compare the provider's data with the imports": "aisdesk case data does it",
	"show more or less of the data": "aisdesk report --level does it", "show without the acts": "aisdesk report does it",
	"stop checking":     "Ctrl+C ends the program, and the next one begins anew",
	"close the preview": "nothing is previewed", "earlier periods": "compare names its period", "later periods": "compare names its period", "first period a month earlier": "compare names its period", "first period a month later": "compare names its period", "longer or shorter periods": "compare names its period",
}

// lineCommands are the commands of the accessible mode as its help tells of them, and those that work while a verification runs.
func lineCommands(t *testing.T) map[string]bool {
	t.Helper()
	a := app.New(app.Config{Environment: app.Test, DataDir: t.TempDir(), StateDir: t.TempDir()}, app.Options{})
	defer a.Close()
	var out bytes.Buffer
	if err := line.Run(t.Context(), line.Of(a), line.Options{In: strings.NewReader("help all\nquit\n"), Out: &out}); err != nil {
		t.Fatal(err)
	}
	commands := map[string]bool{"cancel": true, "copy": true, "link": true, "logins": true, "code": true, "paste": true}
	help, _, _ := strings.Cut(out.String(), "Not in this mode")
	for _, named := range regexp.MustCompile(`(?m)^([a-z]+)[^:\n]*: `).FindAllStringSubmatch(help, -1) {
		commands[named[1]] = true
	}
	return commands
}

// Everything that the screen can do has a command in the accessible mode, or a reason why it has none; and no entry is left
// of what the screen no longer does.
func TestTheAccessibleModeDoesWhatTheScreenDoes(t *testing.T) {
	commands := lineCommands(t)
	seen := map[string]string{}
	for _, s := range states {
		stage(t, s.start, s.keys, func(p *desktop) {
			for _, a := range p.shown() {
				what := a.What
				if strings.HasPrefix(what, "back to ") { // the import that was left last
					what = "back"
				}
				seen[what] = s.name
			}
		})
	}
	for _, a := range casework.New(&pane.Env{}).Actions() { // no state opens it
		seen[a.What] = "case pane"
	}
	for _, what := range slices.Sorted(maps.Keys(seen)) {
		command, ok := inLines[what]
		_, excepted := notInLines[what]
		switch {
		case ok && !commands[command]:
			t.Errorf("%q (%s): the accessible mode has no command %q", what, seen[what], command)
		case ok && excepted:
			t.Errorf("%q has a command and stands among the exceptions", what)
		case !ok && !excepted:
			t.Errorf("%q (%s) has no command in the accessible mode and no reason", what, seen[what])
		}
	}
	for _, table := range []map[string]string{inLines, notInLines} {
		for what := range table {
			if seen[what] == "" {
				t.Errorf("the screen has no action %q any more", what)
			}
		}
	}
}
