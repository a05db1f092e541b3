package account

// Override is a variable of the environment that outweighs a setting or a place.
// Its value is as it is shown: without a password.
type Override struct {
	Variable string `json:"variable"`
	Value    string `json:"value"`
}

// variables are those the program listens to besides a setting's own.
var variables = []string{"AVAGAR_HOME", "XDG_DATA_HOME", "LC_ALL", "LC_MESSAGES", "LANG"}

// Overrides are the variables that are set and have a say: over the home
// folder, over the language of the terminal, and over settings. getenv is
// os.Getenv or a test's own.
func Overrides(getenv func(string) string) []Override {
	var set []Override
	for _, name := range variables {
		if value := getenv(name); value != "" {
			set = append(set, Override{name, value})
		}
	}
	for _, f := range fields {
		if o := f.overridden(getenv); o != nil {
			set = append(set, *o)
		}
	}
	return set
}

func (f field) overridden(getenv func(string) string) *Override {
	for _, name := range f.variables {
		if value := getenv(name); value != "" {
			return &Override{name, f.shown(value)}
		}
	}
	return nil
}
