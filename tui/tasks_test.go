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
	{"home", "see what was imported", "", "l", "Saved imports"},
	{"form", "get help while a field has the keys", "", "n <abc> f1", "Keys: New verification"},
	{"form", "leave", "", "n esc", "aisdesk 1.0"},
	{"form", "a name for the customer", "", "n <case-7>", "case-7"},
	{"form", "the test login in place of a browser", "", "n down left", "Test login"},
	{"form", "the country", "", "n down down right", "Poland"},
	{"importing", "see what arrived", "importing", "", "counted as the bank"},
	{"importing", "look at the calls", "importing", "i", "Calls"},
	{"importing", "cancel, and be asked first", "importing", "esc", "Cancel this verification?"},
	{"importing", "keep going after that question", "importing", "esc esc", "At the provider"},
	{"importing", "how often the provider was asked", "importing", "", "1 time"},
	{"overview", "who is it", "saved", "1", "Anna Wiśniewska"},
	{"overview", "what do the claims come to", "saved", "1", "NO CLAIMS"},
	{"overview", "the rows of an account", "saved", "1 enter", "Counterparty"},
	{"overview", "compare two periods", "saved", "=", "Compare"},
	{"overview", "go on to the accounts", "saved", "1 tab", "account 1/"},
	{"accounts", "the next account", "saved", "2 down", "account 2/"},
	{"accounts", "its rows", "saved", "2 enter", "Counterparty"},
	{"accounts", "copy its number", "saved", "2 y", "copied"},
	{"accounts", "the first after the last", "saved", "2 G g", "account 1/"},
	{"accounts", "back to the overview", "saved", "2 shift+tab", "Summary"},
	{"cards", "the card's own number", "saved", "4", "1119"},
	{"cards", "its rows, filtered and summed", "saved", "4 enter", "shown"},
	{"cards", "the first row after the last", "saved", "4 G g", "row 1/"},
	{"cards", "next tab", "saved", "4 tab", "[ranking]"},
	{"cards", "the first card after another screen", "saved", "7 4", "Karta Visa Gold"},
	{"transactions", "filter as in another tool", "saved", "3 / <sts OR zabka> enter", "STS"},
	{"transactions", "only rows like this cell", "saved", "3 +", "party:="},
	{"transactions", "undo that", "saved", "3 + u", "61 rows"},
	{"transactions", "use a saved view from elsewhere", "saved", "3 w <mine> enter 7 : <view mine> enter", "Counterparty"},
	{"transactions", "all of a row", "saved", "3 enter", "Details"},
	{"analytics", "the other currency", "saved", "5 $", "[EUR]"},
	{"analytics", "group by the next", "saved", "5 r", "Out by "},
	{"analytics", "choose what to group by", "saved", "5 R", "Group by"},
	{"analytics", "income payer by payer", "saved", "5 I", "[income]"},
	{"analytics", "a period", "saved", "5 p", "[month]"},
	{"services", "get there", "saved", "5 B", "[services]"},
	{"services", "another service", "saved", "5 B down", "> Income"},
	{"services", "back to the ranking", "saved", "5 B b", "[ranking]"},
	{"services", "ask the first", "saved", "5 B enter", "not in this test"},
	{"services", "what the second is for", "saved", "5 B down", "salary, pension"},
	{"verdict", "claim a name", "saved", "7 enter <Anna Wiśniewska> enter", "CONFIRMED"},
	{"verdict", "get help while typing", "saved", "7 enter <An> f1", "Keys: Verdict"},
	{"verdict", "undo a claim", "saved", "7 enter <Anna> enter u", "NO CLAIMS"},
	{"verdict", "an income, with the only currency left out", "saved", "7 down down enter <5000> enter", "5000"},
	{"verdict", "the report before it is written", "saved", "7 enter <Anna Wiśniewska> enter v", "Preview of the report"},
	{"library", "find imports of a person", "", "l / <halina> enter", "Halina"},
	{"library", "be asked before one is deleted", "", "l d", "Delete"},
	{"library", "open one", "", "l enter", "1 Overview"},
	{"library", "compare two of them", "", "l space space =", "Anna Wiśniewska, Jan"},
	{"library", "sort by customer", "", "l s", "by customer"},
	{"home", "find a customer", "", "/ <halina> enter enter", "1 Overview"},
	{"settings", "take a change back", "", "s down down down down right u", "Keep imports: 30 days again"},
	{"settings", "another theme", "", "s right", "light"},
	{"settings", "the mask", "", "s down right", "masked"},
	{"settings", "the last one", "", "s G", "Click to choose"},
	{"settings", "back", "", "s esc", "aisdesk 1.0"},
	{"settings", "how numbers are written", "", "s down down down down down", "How amounts are written"},
	{"palette", "a pane, after an import was left", "saved", "esc esc : <go to analytics> enter", "[ranking]"},
	{"palette", "a word half remembered", "", ": <sttngs> enter", "Privacy mask"},
	{"palette", "close", "", ": esc", "aisdesk 1.0"},
	{"palette", "a setting by its value", "", ": <light>", "theme light"},
	{"palette", "the help of it", "", ": <library> enter", "Saved imports"},
	{"link", "the link on a line of its own", "link", "", linkURL},
	{"link", "copy it", "link", "c", "copied"},
	{"link", "paste a session instead", "link", "p", "session"},
	{"link", "cancel, and be asked first", "link", "esc", "Cancel this verification?"},
	{"link", "the customers' logins of the sandbox", "link", "", "test1 / Test123"},
	{"failed", "why it failed", "failed", "", "a long cause"},
	{"failed", "try again", "failed", "r", "Sign-in"},
	{"failed", "look at the calls", "failed", "i", "Calls"},
	{"failed", "read on", "failed", "down", "a long cause"},
	{"failed", "leave", "failed", "esc", "aisdesk 1.0"},
	{"inspector", "the reply as it came", "saved", "6", "Reply"},
	{"inspector", "read it", "saved", "6 enter pgdown", "DONE"},
	{"inspector", "find a word in it", "saved", "6 / <owner> enter", "owner"},
	{"inspector", "the calls of a verification", "link", "i", "Calls"},
	{"inspector", "back", "saved", "6 tab", "NO CLAIMS"},
	{"findings", "get there", "saved", "5 : <findings> enter", "[findings]"},
	{"findings", "what the first says", "saved", "5 b b b b", "[findings]"},
	{"findings", "the rows behind one", "saved", "5 b b b b down enter", "analytics:"},
	{"findings", "back to them", "saved", "5 b b b b down enter esc", "[findings]"},
	{"findings", "the last after the first", "saved", "5 b b b b G", "[findings]"},
	{"compare", "the periods before", "saved", "= [", "Periods"},
	{"compare", "two periods apart", "saved", "= {", "covered"},
	{"compare", "longer periods", "saved", "= p", "Periods"},
	{"compare", "sums of either", "saved", "=", "Sums of booked rows"},
	{"compare", "back", "saved", "1 = esc", "Anna Wiśniewska"},
	{"cases", "get there", "cases", "c", "approve, waiting"},
	{"cases", "open one", "cases", "c enter", "1 Overview"},
	{"cases", "from the saved imports", "cases", "l c", "loan-18"},
	{"cases", "put an import into one", "cases", "l p enter", "1 import put into loan-18"},
	{"cases", "back", "cases", "c esc", "aisdesk 1.0"},
	{"portfolio", "get there", "", "l v", "By outcome"},
	{"portfolio", "the imports of a group", "", "l v down enter", "1 of 3 imports"},
	{"portfolio", "back to the groups", "", "l v down enter esc", "By outcome"},
	{"portfolio", "by its name", "", ": <verdicts of all> enter", "By outcome"},
	{"portfolio", "the last group", "", "l v G", "By month of saving"},
	{"help", "the keys of a screen", "saved", "3 ?", "Keys: Transactions"},
	{"help", "how the filter is written", "saved", "3 / f1", "amt:"},
	{"help", "close it", "", "? esc", "aisdesk 1.0"},
	{"help", "close it with its own key", "", "? ?", "aisdesk 1.0"},
	{"help", "on the palette's screens", "", "l ?", "Keys: Saved imports"},
}

// Each task is done by its keys, and by no others; every screen has five at least.
func TestPeopleDoTheirTasks(t *testing.T) {
	of := map[string]int{}
	for _, c := range tasks {
		of[c.screen]++
	}
	for screen, n := range of {
		if n < 5 {
			t.Errorf("%s has %d tasks", screen, n)
		}
	}
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
				if key == "space" {
					key = " "
				}
				p.Press(key).Screen()
				keys = strings.TrimSpace(after)
			}
			if !strings.Contains(p.Screen(), c.sees) {
				t.Errorf("%s, %s: %q is not on the screen after %s:\n%s", c.screen, c.task, c.sees, c.keys, p.Screen())
			}
		})
	}
}
