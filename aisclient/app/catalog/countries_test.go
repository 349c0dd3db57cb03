package catalog

import "testing"

func TestCountriesByNameWhateverTheCase(t *testing.T) {
	for code, want := range map[string]string{"pl": "Poland", "PL": "Poland", "Cz": "Czechia", "XX": "XX", "": ""} {
		if got := CountryName(code); got != want {
			t.Errorf("%q is %q, want %q", code, got, want)
		}
	}
}
