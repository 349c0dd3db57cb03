package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	helpHeading = regexp.MustCompile(`(?m)^(\S.*):$`)
	helpFlag    = regexp.MustCompile(`(?m)^ +(?:-\w, )?--([a-z-]+)`)
)

// section is what stands under a heading of a help.
func section(help, heading string) string {
	_, body, _ := strings.Cut(help, "\n"+heading+":\n")
	body, _, _ = strings.Cut(body, "\n\n")
	return body
}

func TestTheHelpOfLargeCommandsHasHeadings(t *testing.T) {
	for command, headings := range map[string][]string{
		"demo":   {"Usage", "Examples", "Flags", "Customer and period", "Widget", "Link page", "Sandbox", "Connection and archive, for every command"},
		"verify": {"Usage", "Examples", "Flags", "Customer and period", "Widget", "Link page", "Sandbox", "Connection and archive, for every command"},
		"import": {"Usage", "Examples", "Flags", "Session, one of", "Customer and period", "Widget", "Sandbox", "Connection and archive, for every command"},
	} {
		d := newDesk(t)
		help := d.run(command, "--help").out
		var got []string
		for _, m := range helpHeading.FindAllStringSubmatch(help, -1) {
			got = append(got, m[1])
		}
		if !slices.Equal(got, headings) {
			t.Errorf("%s: %q", command, got)
		}
		for heading, flag := range map[string]string{"Customer and period": "--since DATE", "Widget": "--show-favicons", "Sandbox": "--scenario NAME"} {
			if !strings.Contains(section(help, heading), flag) {
				t.Errorf("%s: %s does not stand under %s:\n%s", command, flag, heading, help)
			}
		}
		shown := map[string]int{}
		for _, m := range helpFlag.FindAllStringSubmatch(help, -1) {
			shown[m[1]]++
		}
		completed := d.run("__complete", command, "--").out
		for line := range strings.Lines(completed) {
			name, _, ok := strings.Cut(strings.TrimPrefix(line, "--"), "\t")
			if ok && strings.HasPrefix(line, "--") && shown[strings.TrimSuffix(name, "=")] != 1 {
				t.Errorf("%s: --%s can be completed and stands %d times in the help", command, name, shown[name])
			}
		}
		if len(shown) < 30 {
			t.Errorf("%s: only %d flags", command, len(shown))
		}
	}
}

// What stands before the last of a list is kept where a shell completes the last, and not offered again.
func TestTheLastOfAListIsCompleted(t *testing.T) {
	d := newDesk(t)
	for want, args := range map[string][]string{
		"ordinary,partial": {"certify", "--case", "ordinary,par"}, "delay:300ms+unauthorized": {"sandbox", "trigger", "delay:300ms+un"},
	} {
		if r := d.run(append([]string{"__complete"}, args...)...); !strings.Contains("\n"+r.out, "\n"+want+"\t") {
			t.Errorf("%v: %s", args, r.out)
		}
	}
	for again, args := range map[string][]string{"ordinary,ordinary": {"certify", "--case", "ordinary,"}, "date,-date": {"tx", "x", "--sort", "date,-"}, "month,month": {"tx", "x", "--group", "month,"}} {
		if r := d.run(append([]string{"__complete"}, args...)...); r.code != 0 || strings.Contains("\n"+r.out, "\n"+again) {
			t.Errorf("%v: %s", args, r.out)
		}
	}
}
