package cli

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// headingMark is the annotation of a flag that stands under a heading of its own in the help.
const headingMark = "aisdesk_heading"

// Headings of the help of commands that take many flags.
const (
	HeadSession  = "Session, one of"
	HeadCustomer = "Customer and period"
	HeadWidget   = "Widget"
	HeadPage     = "Link page"
	HeadSandbox  = "Sandbox"
)

// Under adds flags below a heading, in the order in which they are added.
func Under(heading string, f *pflag.FlagSet, add func(*pflag.FlagSet)) {
	some := pflag.NewFlagSet(heading, pflag.ContinueOnError)
	some.SortFlags = false
	add(some)
	some.VisitAll(func(flag *pflag.Flag) { flag.Annotations = map[string][]string{headingMark: {heading}} })
	f.AddFlagSet(some)
}

// Grouped lets a command's help show its flags below their headings; cobra's own shows them in one block.
func Grouped(c *cobra.Command) *cobra.Command {
	c.Flags().SortFlags = false
	c.SetUsageFunc(func(c *cobra.Command) error {
		p := &Printer{W: c.OutOrStderr()}
		p.Line("Usage:\n  %s", c.UseLine())
		if c.HasExample() {
			p.Line("\nExamples:\n%s", c.Example)
		}
		for _, s := range flagSections(c.LocalFlags()) {
			p.Line("\n%s:\n%s", s.heading, strings.Join(s.lines, "\n"))
		}
		p.Line("\nConnection and archive, for every command:\n%s", strings.TrimRight(c.InheritedFlags().FlagUsages(), "\n"))
		return p.Err
	})
	return c
}

// flagSection is a heading with the lines of its flags.
type flagSection struct {
	heading string
	lines   []string
}

// flagSections sorts the flags by headings, in the order in which they were added; those without one come first.
func flagSections(f *pflag.FlagSet) []flagSection {
	f.SortFlags = false
	lines := strings.Split(f.FlagUsages(), "\n") // of all flags at once, so that the columns stand
	sections := []flagSection{{heading: "Flags"}}
	f.VisitAll(func(flag *pflag.Flag) {
		at := 0
		if h := flag.Annotations[headingMark]; len(h) > 0 {
			for at = 1; at < len(sections) && sections[at].heading != h[0]; at++ {
			}
			if at == len(sections) {
				sections = append(sections, flagSection{heading: h[0]})
			}
		}
		sections[at].lines = append(sections[at].lines, lines[0])
		lines = lines[1:]
	})
	return sections
}
