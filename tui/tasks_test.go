package tui

import (
	"strings"
	"testing"
)

// tasks are what people who never saw the README do on each screen, with the keys that it took and what they then see.
// Words in angle brackets are typed.
var tasks = []struct{ screen, task, start, keys, sees string }{
	{"home", "begin a verification", "", "n", "New verification"},
	{"home", "open the newest import", "", "right enter", "1 Overview"},
	{"home", "learn what an entry does", "", "down", "Finds, opens, compares"},
	{"home", "go back to the import that was left", "saved", "esc esc b", "1 Overview"},
	{"form", "get help while a field has the keys", "", "n <abc> ?", "Keys: New verification"},
	{"form", "leave", "", "n esc", "aisdesk 1.0"},
	{"importing", "see what arrived", "importing", "", "counted as the bank"},
	{"importing", "look at the calls", "importing", "i", "Calls"},
	{"importing", "cancel, and be asked first", "importing", "esc", "Cancel this verification?"},
	{"importing", "keep going after that question", "importing", "esc esc", "At the provider"},
	{"overview", "who is it", "saved", "1", "Anna Wiśniewska"},
	{"overview", "what do the claims come to", "saved", "1", "NO CLAIMS"},
	{"overview", "the rows of an account", "saved", "1 enter", "Counterparty"},
	{"overview", "compare two periods", "saved", "=", "Compare"},
	{"accounts", "the next account", "saved", "2 down", "account 2/"},
	{"accounts", "its rows", "saved", "2 enter", "Counterparty"},
	{"accounts", "copy its number", "saved", "2 y", "copied"},
	{"accounts", "the first after the last", "saved", "2 G g", "account 1/"},
	{"accounts", "back to the overview", "saved", "2 shift+tab", "Summary"},
	{"cards", "the card's own number", "saved", "4", "1119"},
	{"cards", "its rows, filtered and summed", "saved", "4 enter", "shown"},
	{"cards", "the first row after the last", "saved", "4 G g", "row 1/"},
	{"cards", "next tab", "saved", "4 tab", "[ranking]"},
	{"transactions", "filter as in another tool", "saved", "3 / <sts OR zabka> enter", "STS"},
	{"transactions", "only rows like this cell", "saved", "3 +", "party:="},
	{"transactions", "undo that", "saved", "3 + u", "61 rows"},
	{"transactions", "use a saved view from elsewhere", "saved", "3 w <mine> enter 7 : <view mine> enter", "Counterparty"},
	{"analytics", "the other currency", "saved", "5 $", "[EUR]"},
	{"analytics", "group by the next", "saved", "5 r", "Out by "},
	{"analytics", "choose what to group by", "saved", "5 R", "Group by"},
	{"analytics", "income payer by payer", "saved", "5 I", "[income]"},
	{"analytics", "a period", "saved", "5 p", "[month]"},
	{"services", "get there", "saved", "5 B", "[services]"},
	{"services", "another service", "saved", "5 B down", "> Income"},
	{"services", "back to the ranking", "saved", "5 B b", "[ranking]"},
	{"verdict", "claim a name", "saved", "7 enter <Anna Wiśniewska> enter", "CONFIRMED"},
	{"verdict", "get help while typing", "saved", "7 enter <An> ?", "Keys: Verdict"},
	{"verdict", "undo a claim", "saved", "7 enter <Anna> enter u", "NO CLAIMS"},
	{"library", "find imports of a person", "", "l / <halina> enter", "Halina"},
	{"library", "be asked before one is deleted", "", "l d", "Delete"},
	{"library", "open one", "", "l enter", "1 Overview"},
	{"settings", "another theme", "", "s right", "light"},
	{"settings", "the mask", "", "s down right", "masked"},
	{"settings", "the last one", "", "s G", "Click to choose"},
	{"settings", "back", "", "s esc", "aisdesk 1.0"},
	{"palette", "a pane, after an import was left", "saved", "esc esc : <go to analytics> enter", "[ranking]"},
	{"palette", "a word half remembered", "", ": <sttngs> enter", "Privacy mask"},
	{"palette", "close", "", ": esc", "aisdesk 1.0"},
}

// Each task is done by its keys, and by no others.
func TestPeopleDoTheirTasks(t *testing.T) {
	for _, c := range tasks {
		stage(t, c.start, "", func(p *desktop) {
			p.Size(120, 40)
			for keys := c.keys; keys != ""; {
				if rest, ok := strings.CutPrefix(keys, "<"); ok {
					word, after, _ := strings.Cut(rest, ">")
					p.Type(word)
					keys = strings.TrimSpace(after)
					continue
				}
				key, after, _ := strings.Cut(keys, " ")
				p.Press(key).Screen()
				keys = strings.TrimSpace(after)
			}
			if !strings.Contains(p.Screen(), c.sees) {
				t.Errorf("%s, %s: %q is not on the screen after %s:\n%s", c.screen, c.task, c.sees, c.keys, p.Screen())
			}
		})
	}
}
