package line

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"aisdesk/aisclient/text"
)

// option is one answer of a choice: its value, and its name for people.
type option struct{ value, name string }

// many is from how many options on a word is asked for first.
const many = 15

// choose asks a question with numbered answers. A number, a name or its only beginning chooses; nothing typed is the
// default, which is -1 for none.
func (s *conversation) choose(question string, options []option, def int) (option, error) {
	return s.chooseOr(question, options, def, func(string) bool { return false })
}

// chooseOr is choose for a question that nobody has to answer: what begins with a command is done next, and the answer is the
// default.
func (s *conversation) chooseOr(question string, options []option, def int, command func(word string) bool) (option, error) {
	if len(options) > many {
		return s.search(question, options)
	}
	s.offer(question, options, def)
	for {
		line, err := s.next("Choose:")
		if err != nil {
			return option{}, err
		}
		if word, _, _ := strings.Cut(strings.TrimSpace(line), " "); command(strings.ToLower(word)) {
			s.unanswered = line
			return options[def], nil
		}
		if again, err := s.inQuestion(line); err != nil {
			return option{}, err
		} else if again {
			s.offer(question, options, def)
			continue
		}
		i, err := pick(line, options, def)
		if err != nil {
			s.out.fail(err)
			s.out.say("%s", question)
			continue
		}
		s.out.say("Chosen: %s, %d of %d", options[i].name, i+1, len(options))
		return options[i], nil
	}
}

// offer says the question and its answers.
func (s *conversation) offer(question string, options []option, def int) {
	s.out.say("%s", question)
	for i, o := range options {
		s.out.say("%d: %s", i+1, o.name)
	}
	if def >= 0 {
		s.out.say("Default: %d, %s", def+1, options[def].name)
	}
}

// search asks for a word of the name before it offers what has it.
func (s *conversation) search(question string, options []option) (option, error) {
	for {
		s.out.say("%s", question)
		s.out.say("There are %d. A word of the name finds some of them", len(options))
		line, err := s.ask("Word:", "")
		if err != nil {
			return option{}, err
		}
		var found []option
		for _, o := range options {
			if holds(text.Fold(o.name), strings.Fields(text.Fold(line))) {
				found = append(found, o)
			}
		}
		switch {
		case len(found) == 0:
			s.out.fail(fmt.Errorf("no name holds %s", quoted(line)))
		case len(found) > many:
			s.out.fail(fmt.Errorf("%d names hold %s. Type a longer word", len(found), quoted(line)))
		default:
			return s.choose(question, found, -1)
		}
	}
}

// pick finds the answer that was typed.
func pick(line string, options []option, def int) (int, error) {
	typed := text.Fold(strings.TrimSpace(line))
	if typed == "" {
		if def >= 0 {
			return def, nil
		}
		return 0, fmt.Errorf("nothing was typed. Type a number between 1 and %d, or a name", len(options))
	}
	if n, err := strconv.Atoi(typed); err == nil {
		if n < 1 || n > len(options) {
			return 0, fmt.Errorf("%d is not between 1 and %d. Type one of these numbers, or a name", n, len(options))
		}
		return n - 1, nil
	}
	var begins []int
	for i, o := range options {
		switch name := text.Fold(o.name); {
		case name == typed || text.Fold(o.value) == typed:
			return i, nil
		case strings.HasPrefix(name, typed):
			begins = append(begins, i)
		}
	}
	switch len(begins) {
	case 1:
		return begins[0], nil
	case 0:
		return 0, fmt.Errorf("there is no answer %s. Type a number between 1 and %d, or a name. Back leaves the question", quoted(line), len(options))
	}
	return 0, fmt.Errorf("%d answers begin with %s. Type more of the name, or a number", len(begins), quoted(line))
}

// numbers reads several numbers of items such as "1 3 7" or "2-4", each once.
func numbers(arg string, n int) ([]int, error) {
	var out []int
	for _, f := range strings.Fields(strings.ReplaceAll(arg, ",", " ")) {
		first, last, isRange := strings.Cut(f, "-")
		from, err := strconv.Atoi(first)
		to := from
		if isRange && err == nil {
			to, err = strconv.Atoi(last)
		}
		if err != nil || from < 1 || to < from || to > n {
			return nil, fmt.Errorf("%s is not between 1 and %d", quoted(f), n)
		}
		for i := from; i <= to; i++ {
			if !slices.Contains(out, i-1) {
				out = append(out, i-1)
			}
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("type numbers between 1 and %d, such as 1 3 7", n)
	}
	return out, nil
}

// ask asks for a text; nothing typed is the default, which the question names.
func (s *conversation) ask(prompt, def string) (string, error) {
	for {
		line, err := s.next(prompt)
		if err != nil {
			return "", err
		}
		again, err := s.inQuestion(line)
		if err != nil {
			return "", err
		}
		if again {
			continue
		}
		if line = strings.TrimSpace(line); line == "" && def != "" {
			line = def
			s.out.say("Chosen: %s", def)
		}
		return line, nil
	}
}

// inQuestion answers the words that work everywhere; again says that the question is to be asked once more.
func (s *conversation) inQuestion(line string) (again bool, err error) {
	switch strings.ToLower(strings.TrimSpace(line)) {
	case "quit":
		return false, errQuit
	case "back", "cancel":
		s.out.say("The question was left. Nothing was changed")
		return false, errBack
	case "repeat":
		return true, nil
	case "help":
		s.out.say("This is a question. Type its answer, back to leave it, repeat to hear it again, or quit")
		return true, nil
	}
	return false, nil
}

// confirm asks for a word to be typed before what cannot be undone.
func (s *conversation) confirm(word string) error {
	line, err := s.ask("Type "+word+" to go on, or back:", "")
	if err == nil && line != word {
		s.out.say("Nothing was changed")
		return errBack
	}
	return err
}
