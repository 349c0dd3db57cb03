package helpcmd

import (
	"strings"

	"github.com/spf13/cobra"
)

// examples are those of commands that are too plain to bring their own. A test runs the examples of every command.
var examples = map[string][]string{
	"":                      {"aisdesk", "aisdesk --env sandbox"},
	"archive":               {"aisdesk archive probe", "aisdesk archive sync"},
	"team":                  {"aisdesk team list", "aisdesk team trust"},
	"case":                  {"aisdesk case list", "aisdesk case show kowalski"},
	"case decide":           {"aisdesk case decide kowalski refer --reason \"payslips asked for\"", "aisdesk case decide kowalski approve --policy cash-loan --reason \"income confirmed\""},
	"case exclude":          {"aisdesk case exclude kowalski --filter zabka --reason \"paid for a neighbour\"", "aisdesk case exclude kowalski --filter \"amt:<-500\" --reason \"company car\""},
	"case history":          {"aisdesk case history kowalski", "aisdesk case history kowalski --json"},
	"case include":          {"aisdesk case include kowalski --filter zabka --reason \"it was not\"", "aisdesk case include kowalski --filter \"amt:<-500\" --reason \"own car after all\""},
	"case list":             {"aisdesk case list", "aisdesk case list --json"},
	"case new":              {"aisdesk case new \"Nowak, car\" --applicant \"Ewa Nowak\""},
	"case note":             {"aisdesk case note kowalski \"called the employer\"", "aisdesk case note kowalski \"sent the payslips\""},
	"case relabel":          {"aisdesk case relabel kowalski --filter zabka --category groceries --reason \"a shop\"", "aisdesk case relabel kowalski --filter bankomat --category cash_withdrawal --reason \"a machine\""},
	"case show":             {"aisdesk case show kowalski", "aisdesk case show kowalski --json"},
	"case status":           {"aisdesk case status kowalski waiting", "aisdesk case status kowalski open"},
	"case tag":              {"aisdesk case tag kowalski urgent", "aisdesk case tag kowalski branch-7"},
	"case undo":             {"aisdesk case undo kowalski 5 --reason \"wrong case\"", "aisdesk case undo kowalski 6 --reason \"typed twice\""},
	"case untag":            {"aisdesk case untag kowalski urgent", "aisdesk case untag kowalski branch-7"},
	"completion":            {"aisdesk completion bash > aisdesk.bash", "aisdesk completion fish | source"},
	"completion bash":       {"aisdesk completion bash > aisdesk.bash", "aisdesk completion bash --no-descriptions"},
	"completion fish":       {"aisdesk completion fish | source", "aisdesk completion fish --no-descriptions"},
	"completion powershell": {"aisdesk completion powershell > aisdesk.ps1", "aisdesk completion powershell --no-descriptions"},
	"completion zsh":        {"aisdesk completion zsh > _aisdesk", "aisdesk completion zsh --no-descriptions"},
	"delete":                {"aisdesk delete latest --yes", "aisdesk delete 20261128T084238Z --provider"},
	"demo":                  {"aisdesk demo", "aisdesk demo --scenario import-error --speed 10"},
	"encrypt":               {"aisdesk encrypt keyring", "aisdesk encrypt passphrase --older"},
	"lexicon":               {"aisdesk lexicon check", "aisdesk lexicon try \"komornik sądowy\""},
	"lexicon check":         {"aisdesk lexicon check", "aisdesk lexicon check new.toml --json"},
	"lexicon diff":          {"aisdesk lexicon diff latest --json"},
	"lexicon try":           {"aisdesk lexicon try \"ŻABKA Z0666\" --amount -42.45"},
	"list":                  {"aisdesk list", "aisdesk list --format csv"},
	"open":                  {"aisdesk open latest", "aisdesk open reply.xml"},
	"purge":                 {"aisdesk purge", "aisdesk purge --data-dir ./archive"},
	"show":                  {"aisdesk show latest", "aisdesk show reply.xml --json"},
	"verify":                {"aisdesk verify --since 6m", "aisdesk verify --env test --country pl --locale pl"},
}

// leastExamples is how many a command has.
const leastExamples = 2

// addExamples adds the examples of the table to the commands that have too few of their own.
func addExamples(root *cobra.Command) {
	each(root, func(c *cobra.Command) {
		path := strings.TrimPrefix(strings.TrimPrefix(c.CommandPath(), root.Name()), " ")
		for _, line := range examples[path] {
			if strings.Count(c.Example, "aisdesk ") < leastExamples {
				c.Example = strings.TrimPrefix(c.Example+"\n  "+line, "\n")
			}
		}
	})
}
