// Package demo has repositories for the imitation of the hub: what a person
// meets who looks for Persian voices. Networks in them are made of random
// numbers, and their cards say so.
package demo

import (
	"embed"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"avagar/engine/hub/hubtest"
	"avagar/engine/voice"
)

//go:embed cards
var cards embed.FS

// Token is that of a person who was let into the gated repository.
const Token = "hf_demo"

// networkSize is that of a medium voice of Piper's, in bytes.
const networkSize = 63_201_294

// Fill adds the repositories and the person of Token.
func Fill(s *hubtest.Server) error {
	built, err := builtIn()
	if err != nil {
		return err
	}
	s.AddUser(hubtest.User{Name: "demo-user", Token: Token})
	for _, r := range []hubtest.Repo{piper(), built, sherpa(), recordings(), gated(), weights()} {
		s.Add(r)
	}
	s.Rename("demo/persian-weights-old", "demo/persian-weights")
	return nil
}

// text is a file of the folder cards under another name.
func text(path, card string) hubtest.File {
	b, err := cards.ReadFile("cards/" + card)
	if err != nil {
		panic(err) // it is part of the program
	}
	return hubtest.Text(path, string(b))
}

func piper() hubtest.Repo {
	r := hubtest.Repo{ID: "demo/piper-voices-fa", Task: "text-to-speech", Library: "piper", License: "mit",
		Languages: []string{"fa"}, Tags: []string{"piper", "onnx"}, Downloads: 5321, Likes: 48, Trending: 9,
		Files: []hubtest.File{text("README.md", "piper.md")}}
	for i, name := range []string{"amir", "gyro", "ganji"} {
		network := "fa/fa_IR/" + name + "/medium/fa_IR-" + name + "-medium.onnx"
		r.Files = append(r.Files,
			hubtest.Generated(network, uint64(i)+1, networkSize),
			hubtest.Text(network+".json", piperConfig(name)),
			hubtest.Text("fa/fa_IR/"+name+"/medium/MODEL_CARD", "# Model card for "+name+" (medium)\n\nA demonstration: random numbers.\n"))
	}
	return r
}

// piperConfig is what Piper keeps beside a network.
func piperConfig(name string) string {
	ids := map[string][]int{"_": {0}, "^": {1}, "$": {2}, " ": {3}}
	for i, symbol := range []rune("!'(),-.:;?abdefhijklmnopqrstuvwxzæɒʃʒʔɣχɡˈːˌ") {
		ids[string(symbol)] = []int{i + 4}
	}
	b, err := json.MarshalIndent(map[string]any{
		"audio":        map[string]any{"sample_rate": 22050, "quality": "medium"},
		"espeak":       map[string]any{"voice": "fa"},
		"language":     map[string]any{"code": "fa_IR", "family": "fa", "region": "IR", "name_english": "Farsi", "country_english": "Iran"},
		"inference":    map[string]any{"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
		"phoneme_type": "espeak", "phoneme_map": map[string]any{}, "phoneme_id_map": ids, "num_symbols": len(ids),
		"num_speakers": 1, "speaker_id_map": map[string]any{}, "piper_version": "1.0.0", "dataset": name + " (demonstration)",
	}, "", "  ")
	if err != nil {
		panic(err)
	}
	return string(b)
}

// builtIn is a repository with the program's own voice.
func builtIn() (hubtest.Repo, error) {
	v, err := voice.BuiltIn()
	if err != nil {
		return hubtest.Repo{}, err
	}
	folder, err := os.MkdirTemp("", "avagar-demo-*")
	if err != nil {
		return hubtest.Repo{}, err
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "persian.avagar")
	if err := v.Save(path); err != nil {
		return hubtest.Repo{}, fmt.Errorf("demonstration of a voice: %w", err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return hubtest.Repo{}, err
	}
	return hubtest.Repo{ID: "demo/avagar-persian", Task: "text-to-speech", Library: "avagar", License: "mit",
		Languages: []string{"fa"}, Tags: []string{"avagar"}, Downloads: 812, Likes: 21, Trending: 12,
		Files: []hubtest.File{text("README.md", "avagar.md"), hubtest.Binary("persian.avagar", b)}}, nil
}

func sherpa() hubtest.Repo {
	return hubtest.Repo{ID: "demo/vits-sherpa-fas", Task: "text-to-speech", Library: "sherpa-onnx", License: "cc-by-nc-4.0",
		Languages: []string{"fa"}, Tags: []string{"vits", "onnx"}, Downloads: 404, Likes: 3, Trending: 2,
		Files: []hubtest.File{text("README.md", "sherpa.md"), hubtest.Generated("model.onnx", 11, 40_000_000),
			hubtest.Text("tokens.txt", "a 0\nb 1\nd 2\ne 3\n_ 4\n"), hubtest.Text("lexicon folder/notes=1.txt", "demo\n")}}
}

func gated() hubtest.Repo {
	return hubtest.Repo{ID: "demo/gated-voice", Task: "text-to-speech", License: "other", Languages: []string{"fa"},
		Downloads: 55, Likes: 5, Gated: "manual", Readers: []string{"demo-user"}, Tags: []string{"onnx"},
		Files: []hubtest.File{text("README.md", "gated.md"), hubtest.Generated("voice.onnx", 12, 8_000_000),
			hubtest.Text("voice.onnx.json", piperConfig("gated"))}}
}

func weights() hubtest.Repo {
	return hubtest.Repo{ID: "demo/persian-weights-old", Task: "text-to-speech", Library: "transformers", License: "apache-2.0",
		Languages: []string{"fa"}, Downloads: 77, Likes: 1, Parameters: 28_000_000,
		Files: []hubtest.File{text("README.md", "weights.md"), hubtest.Text("config.json", `{"model_type": "tacotron2"}`),
			hubtest.Generated("checkpoint_100000.pth", 13, 112_000_000)}}
}
