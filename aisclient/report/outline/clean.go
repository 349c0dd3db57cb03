package outline

import "aisdesk/aisclient/text"

// clean takes out of an outline what could harm a terminal or a page: a document can come from a file that anybody wrote.
func (o *Outline) clean() {
	c := func(s *string) { *s = text.Clean(*s).String() }
	for _, s := range []*string{&o.Title, &o.Badge, &o.Verdict, &o.About, &o.ID} {
		c(s)
	}
	for i := range o.Sections {
		s := &o.Sections[i]
		for k, b := range s.Blocks {
			s.Blocks[k] = cleaned(b, c)
		}
	}
}

func cleaned(b Block, c func(*string)) Block {
	switch b := b.(type) {
	case Facts:
		for i := range b {
			c(&b[i].Name)
			c(&b[i].Value)
		}
	case Outcomes:
		for i := range b {
			c(&b[i].Claim)
			c(&b[i].Outcome)
			c(&b[i].Figure)
		}
	case Heading:
		c(&b.Text)
		c(&b.Mark)
		return b
	case Paragraph:
		s := string(b)
		c(&s)
		return Paragraph(s)
	case List:
		for i := range b {
			c(&b[i])
		}
	case *Table:
		cleanTable(b, c)
	case *Bars:
		c(&b.Caption)
	case *Lines:
		c(&b.Caption)
		for i := range b.Lines {
			c(&b.Lines[i].Name)
		}
	}
	return b
}

func cleanTable(t *Table, c func(*string)) {
	c(&t.Caption)
	for i := range t.Columns {
		c(&t.Columns[i].Title)
	}
	for _, r := range t.Rows {
		for i := range r {
			c(&r[i])
		}
	}
}
