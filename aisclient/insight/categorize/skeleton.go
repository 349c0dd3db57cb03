package categorize

import "aisdesk/aisclient/lexicon"

// appendSkeleton appends a title without what changes from row to row: the digits of long numbers and of dates become
// zeros. Short numbers stay, for names and words may have them ("500+"), and so do amounts of nothing. Numbers with one
// slash stay; behind a space without the long parts of which gone says that they go, if there are any. Nil keeps all.
func appendSkeleton(b []byte, title string, gone func(digits string) bool) (skeleton []byte, files bool) {
	for i := 0; i < len(title); {
		c := title[i]
		if c < '0' || c > '9' {
			b = append(b, c)
			i++
			continue
		}
		end, digits, slashes := numberEnd(title, i)
		if gone != nil && digits >= lexicon.LongNumber && slashes == 1 && (i == 0 || title[i-1] == ' ') {
			var some bool
			b, some = appendFile(b, title[i:end], gone)
			files, i = files || some, end
			continue
		}
		for ; i < end; i++ {
			if c = title[i]; c >= '0' && c <= '9' && (digits >= lexicon.LongNumber && slashes != 1 || slashes > 1) {
				c = '0'
			}
			b = append(b, c)
		}
	}
	return b, files
}

// goneDigit stands for a digit that is gone; no text has it.
const goneDigit = 0xff

// appendFile appends a number with one slash without the digits of its long parts that are gone.
func appendFile(b []byte, number string, gone func(digits string) bool) (_ []byte, some bool) {
	for i := 0; i < len(number); {
		end := i
		for end < len(number) && number[end] >= '0' && number[end] <= '9' {
			end++
		}
		switch digits := number[i:end]; {
		case len(digits) >= lexicon.LongNumber && gone(digits):
			for range digits {
				b = append(b, goneDigit)
			}
			some = true
		case len(digits) > 0:
			b = append(b, digits...)
		default:
			b = append(b, number[i])
			end++
		}
		i = end
	}
	return b, some
}

// numberEnd is where a number with its signs ends, how many digits it has and how many slashes. A number with one slash
// may be a file's: its year counts.
func numberEnd(s string, from int) (end, digits, slashes int) {
	for end = from; end < len(s); end++ {
		switch c := s[end]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '/':
			slashes++
		case c != '-' && c != '.' && c != ':':
			return end, digits, slashes
		}
	}
	return end, digits, slashes
}
