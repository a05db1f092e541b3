package library

import (
	"slices"
	"strings"
	"testing"

	"avagar/engine/hub"
)

// listed are files of one byte each; a number before a name is another size.
func listed(names ...string) []hub.File {
	var list []hub.File
	for _, name := range names {
		list = append(list, hub.File{Path: name, Size: 1})
	}
	return list
}

// seen is a finding in one line: family, folder, name, variant, language, when it runs and why not.
func seen(f Finding) string {
	return strings.Join([]string{string(f.Family), f.Folder, f.Name, f.Variant, f.Language, string(f.Runs), string(f.Reason)}, " | ")
}

func TestLayoutsOfTheHub(t *testing.T) {
	for name, c := range map[string]struct {
		info  hub.Info
		want  []string
		files map[string]string // by model, what else is fetched
	}{
		"piper-voices": {
			hub.Info{Repo: hub.Repo{ID: "rhasspy/piper-voices"}, Files: listed(".gitattributes", "README.md", "voices.json",
				"fa/fa_IR/amir/medium/MODEL_CARD", "fa/fa_IR/amir/medium/fa_IR-amir-medium.onnx", "fa/fa_IR/amir/medium/fa_IR-amir-medium.onnx.json",
				"fa/fa_IR/amir/medium/samples/speaker_0.mp3", "fa/fa_IR/ganji_adabi/medium/fa_IR-ganji_adabi-medium.onnx",
				"fa/fa_IR/ganji_adabi/medium/fa_IR-ganji_adabi-medium.onnx.json", "en/en_US/amy/low/en_US-amy-low.onnx", "en/en_US/amy/low/en_US-amy-low.onnx.json")},
			[]string{
				"piper | en/en_US/amy/low | en_US-amy-low |  | en | next | ",
				"piper | fa/fa_IR/amir/medium | fa_IR-amir-medium |  | fa | next | ",
				"piper | fa/fa_IR/ganji_adabi/medium | fa_IR-ganji_adabi-medium |  | fa | next | ",
			},
			map[string]string{"fa/fa_IR/amir/medium/fa_IR-amir-medium.onnx": "README.md fa/fa_IR/amir/medium/MODEL_CARD fa/fa_IR/amir/medium/fa_IR-amir-medium.onnx fa/fa_IR/amir/medium/fa_IR-amir-medium.onnx.json"},
		},
		"names with = and what else lies there": {
			hub.Info{Repo: hub.Repo{ID: "SadeghK/persian-text-to-speech"}, Files: listed("README.md", "farsi/amir/epoch=5261-step=2455712.onnx",
				"farsi/amir/epoch=5261-step=2455712.onnx.json", "farsi/ganji/epoch=5719-step=2609600.ckpt", "farsi/ganji adabi/the voice 1.onnx", "farsi/ganji adabi/the voice 1.onnx.json")},
			[]string{
				"piper | farsi/amir | amir |  | fa | next | ",
				"piper | farsi/ganji adabi | the voice 1 |  | fa | next | ",
			}, nil,
		},
		"one repository, three families": {
			hub.Info{Repo: hub.Repo{ID: "karim23657/persian-tts-vits"}, Files: listed("README.md", "app-release-unsigned.apk", "1.txt",
				"mimic3-haaniye_low/generator.onnx", "mimic3-haaniye_low/generator.onnx.json", "mimic3-haaniye_low/phonemes.txt",
				"persian-tts-female1-vits-coqui/model.onnx", "persian-tts-female1-vits-coqui/tokens.txt", "best.avagar")},
			[]string{
				"avagar |  | best |  | fa | now | ",
				"piper | mimic3-haaniye_low | mimic3-haaniye_low |  | fa | next | ",
				"sherpa-vits | persian-tts-female1-vits-coqui | persian-tts-female1-vits-coqui |  | fa | next | ",
			},
			map[string]string{"best.avagar": "README.md best.avagar"},
		},
		"several voices in one folder": {
			hub.Info{Files: listed("a.onnx", "a.onnx.json", "b.onnx", "b.onnx.json", "LICENSE.txt", "LICENCE", "tokens.txt")},
			[]string{"piper |  | a |  |  | next | ", "piper |  | b |  |  | next | "},
			map[string]string{"b.onnx": "LICENCE LICENSE.txt b.onnx b.onnx.json tokens.txt"},
		},
		"sherpa's export of a Piper voice": {
			hub.Info{Repo: hub.Repo{ID: "csukuangfj/vits-piper-fa_IR-amir-medium"}, Files: listed("MODEL_CARD", "tokens.txt", "vits-piper.py",
				"fa_IR-amir-medium.onnx", "fa_IR-amir-medium.onnx.json", "espeak-ng-data/phontab", "espeak-ng-data/lang/ira/fa")},
			[]string{"piper |  | fa_IR-amir-medium |  | fa | next | "},
			map[string]string{"fa_IR-amir-medium.onnx": "MODEL_CARD fa_IR-amir-medium.onnx fa_IR-amir-medium.onnx.json tokens.txt"},
		},
		"its lighter variants": {
			hub.Info{Repo: hub.Repo{ID: "csukuangfj/vits-piper-fa_IR-gyro-medium"}, Files: listed("tokens.txt", "espeak-ng-data/phontab",
				"fa_IR-gyro-medium.onnx", "fa_IR-gyro-medium.int8.onnx", "fa_IR-gyro-medium.fp16.onnx", "fa_IR-gyro-medium.onnx.json")},
			[]string{
				"piper |  | fa_IR-gyro-medium |  | fa | next | ", "piper |  | fa_IR-gyro-medium | fp16 | fa | next | ",
				"piper |  | fa_IR-gyro-medium | int8 | fa | next | ",
			},
			map[string]string{"fa_IR-gyro-medium.int8.onnx": "fa_IR-gyro-medium.int8.onnx fa_IR-gyro-medium.onnx.json tokens.txt"},
		},
		"a repository of a lighter variant": {
			hub.Info{Repo: hub.Repo{ID: "csukuangfj2/vits-piper-fa_IR-reza_ibrahim-medium-int8"}, Files: listed("tokens.txt", "fa_IR-reza_ibrahim-medium.onnx", "fa_IR-reza_ibrahim-medium.onnx.json")},
			[]string{"piper |  | fa_IR-reza_ibrahim-medium | int8 | fa | next | "}, nil,
		},
		"sherpa without Piper's configuration": {
			hub.Info{Repo: hub.Repo{ID: "csukuangfj/vits-mimic3-fa-haaniye_low"}, Files: listed("README.md", "fa-haaniye_low.onnx", "tokens.txt",
				"espeak-ng-data/phontab", "espeak-ng-data/lang/ira/fa", "rule.fst", "lexicon.txt", "notes.txt")},
			[]string{"sherpa-vits |  | fa-haaniye_low |  | fa | next | "},
			map[string]string{"fa-haaniye_low.onnx": "README.md espeak-ng-data/lang/ira/fa espeak-ng-data/phontab fa-haaniye_low.onnx lexicon.txt rule.fst tokens.txt"},
		},
		"data shared by folders": {
			hub.Info{Files: listed("espeak-ng-data/phontab", "de/v.onnx", "de/tokens.txt", "fa/v.onnx", "fa/tokens.txt", "fa/v.onnx.data")},
			[]string{"sherpa-vits | de | v |  |  | next | ", "sherpa-vits | fa | v |  | fa | next | "},
			map[string]string{"fa/v.onnx": "espeak-ng-data/phontab fa/tokens.txt fa/v.onnx fa/v.onnx.data"},
		},
		"MMS": {
			hub.Info{Repo: hub.Repo{ID: "csukuangfj/vits-mms-fas"}, Files: listed("README.md", "model.onnx", "tokens.txt")},
			[]string{"mms |  | vits-mms-fas |  | fa | next | "}, nil,
		},
		"MMS of a thousand languages": {
			hub.Info{Repo: hub.Repo{ID: "willwade/mms-tts-multilingual-models-onnx"}, Task: "text-to-speech", Files: listed("README.md",
				"fas/model.onnx", "fas/tokens.txt", "fas/sample.wav", "ckb/model.onnx", "ckb/tokens.txt")},
			[]string{"mms | ckb | ckb |  | ckb | next | ", "mms | fas | fas |  | fa | next | "},
			map[string]string{"fas/model.onnx": "README.md fas/model.onnx fas/tokens.txt"},
		},
		"Matcha without its vocoder": {
			hub.Info{Repo: hub.Repo{ID: "csukuangfj/matcha-tts-fa_en-musa"}, Files: listed("README.md", "model.onnx", "tokens.txt", "espeak-ng-data/phontab")},
			[]string{"matcha |  | matcha-tts-fa_en-musa |  | fa | next | need_vocoder"},
			map[string]string{"model.onnx": "README.md espeak-ng-data/phontab model.onnx tokens.txt"},
		},
		"Matcha with vocoders": {
			hub.Info{Repo: hub.Repo{ID: "x/y"}, Files: listed("v/model-steps-3.onnx", "v/tokens.txt", "vocoders/hifigan_v1.onnx", "vocoders/hifigan_v2.onnx", "vocoders/vocos-22khz-univ.onnx")},
			[]string{"matcha | v | v |  |  | next | "},
			map[string]string{"v/model-steps-3.onnx": "v/model-steps-3.onnx v/tokens.txt vocoders/vocos-22khz-univ.onnx"},
		},
		"transformers.js": {
			hub.Info{Repo: hub.Repo{ID: "Xenova/mms-tts-fas"}, Task: "text-to-speech", Files: listed("README.md", "added_tokens.json", "config.json",
				"tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.json", "onnx/model.onnx", "onnx/model_quantized.onnx", "onnx/model_q4f16.onnx")},
			[]string{
				"transformers.js |  | mms-tts-fas |  | fa | next | ", "transformers.js |  | mms-tts-fas | q4f16 | fa | next | ",
				"transformers.js |  | mms-tts-fas | quantized | fa | next | ",
			},
			map[string]string{"onnx/model_quantized.onnx": "README.md added_tokens.json config.json onnx/model_quantized.onnx special_tokens_map.json tokenizer.json tokenizer_config.json vocab.json"},
		},
		"the same without its folder": {
			hub.Info{Repo: hub.Repo{ID: "h/vits-en-onnx"}, Files: listed("config.json", "model.safetensors", "pytorch_model.bin", "vits_model.onnx", "vocab.json")},
			[]string{"transformers.js |  | vits-en-onnx |  |  | next | "},
			map[string]string{"vits_model.onnx": "config.json vits_model.onnx vocab.json"},
		},
		"weights of another program": {
			hub.Info{Repo: hub.Repo{ID: "facebook/mms-tts-fas"}, Files: listed("README.md", "config.json", "model.safetensors", "pytorch_model.bin", "vocab.json")},
			[]string{"other |  | mms-tts-fas |  | fa | no | safetensors"}, nil,
		},
		"Coqui": {
			hub.Info{Repo: hub.Repo{ID: "Kamtera/persian-tts-female-vits"}, Files: listed("config.json", "best_model_30824.pth", "test.wav")},
			[]string{"other |  | persian-tts-female-vits |  | fa | no | pickle"}, nil,
		},
		"a checkpoint of Piper": {
			hub.Info{Files: listed("a/epoch=1-step=2.ckpt", "a/config.json")},
			[]string{"other |  |  |  |  | no | pickle"}, nil,
		},
		"a dataset": {
			hub.Info{Repo: hub.Repo{Kind: hub.Dataset, ID: "MahtaFetrat/Mana-TTS"}, Files: listed("README.md", "dataset/a.parquet", "model.onnx", "tokens.txt")},
			[]string{"dataset |  | Mana-TTS |  |  | no | dataset"}, nil,
		},
		"recordings in a repository of models": {
			hub.Info{Repo: hub.Repo{ID: "a/b"}, Files: listed("metadata.csv", "wavs/1.wav")},
			[]string{"dataset |  | b |  |  | no | dataset"}, nil,
		},
		"a space": {
			hub.Info{Repo: hub.Repo{Kind: hub.Space, ID: "k2-fsa/tts"}, Files: listed("app.py", "v.onnx", "tokens.txt")},
			[]string{"other |  | tts |  |  | no | space"}, nil,
		},
		"Kokoro": {
			hub.Info{Repo: hub.Repo{ID: "csukuangfj/kokoro-en-v0_19"}, Files: listed("model.onnx", "tokens.txt", "voices.bin", "espeak-ng-data/phontab")},
			[]string{"other |  | kokoro-en-v0_19 |  |  | no | other_onnx"}, nil,
		},
		"one that hears": {
			hub.Info{Repo: hub.Repo{ID: "csukuangfj/sherpa-onnx-zipformer-fa"}, Files: listed("encoder-epoch-99.onnx", "decoder-epoch-99.onnx", "joiner-epoch-99.onnx", "tokens.txt")},
			[]string{"other |  | sherpa-onnx-zipformer-fa |  | fa | no | not_speech"}, nil,
		},
		"one that hears, by its task": {
			hub.Info{Repo: hub.Repo{ID: "a/some-model"}, Task: "automatic-speech-recognition", Files: listed("onnx/model.onnx", "vocab.json")},
			[]string{"other |  | some-model |  |  | no | not_speech"}, nil,
		},
		"one that hears, by its files": {
			hub.Info{Repo: hub.Repo{ID: "a/some-model"}, Files: listed("onnx/model.onnx", "vocab.json", "preprocessor_config.json")},
			[]string{"other |  | some-model |  |  | no | other_onnx"}, nil,
		},
		"a vocoder alone": {
			hub.Info{Repo: hub.Repo{ID: "csukuangfj/vocoders"}, Files: listed("vocos-22khz-univ.onnx", "hifigan_v2.onnx", "README.md")},
			[]string{"other |  | vocoders |  |  | no | vocoder"}, nil,
		},
		"ONNX and nothing else": {
			hub.Info{Repo: hub.Repo{ID: "a/b"}, Files: listed("voice.onnx", "README.md")},
			[]string{"other |  | b |  |  | no | no_config"}, nil,
		},
		"for other devices": {
			hub.Info{Repo: hub.Repo{ID: "a/b"}, Files: listed("voice.gguf")},
			[]string{"other |  | b |  |  | no | format"}, nil,
		},
		"nothing": {
			hub.Info{Repo: hub.Repo{ID: "a/b"}},
			[]string{"other |  | b |  |  | no | no_model"}, nil,
		},
		"a name that cannot be here": {
			hub.Info{Repo: hub.Repo{ID: "a/b"}, Files: listed("../v.onnx", "../v.onnx.json", "ok/v.onnx", "ok/v.onnx.json")},
			[]string{"piper | .. | v |  |  | no | name", "piper | ok | v |  |  | next | "}, nil,
		},
		"endings in large letters": {
			hub.Info{Repo: hub.Repo{ID: "a/b"}, Files: listed("V.AVAGAR", "README.MD")},
			[]string{"avagar |  | V |  |  | now | "},
			map[string]string{"V.AVAGAR": "README.MD V.AVAGAR"},
		},
	} {
		c.info.Files = append(c.info.Files, hub.File{Path: "fa", Directory: true})
		var got []string
		for _, f := range Look(c.info, nil) {
			got = append(got, seen(f))
			want, ok := c.files[f.Model]
			if files := strings.Join(f.Paths(), " "); ok && files != want {
				t.Errorf("%s: %s needs\n%s\nwant\n%s", name, f.Model, files, want)
			}
			if f.Bytes != int64(len(f.Files)) {
				t.Errorf("%s: %d bytes of %d files", name, f.Bytes, len(f.Files))
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s is\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

func TestWhatFilesHoldTellsMore(t *testing.T) {
	files := listed("README.md", "model.onnx", "config.json", "big.json", "other/config.json", "b/onnx/model.onnx", "b/config.json", "b/vocab.json")
	files[3].Size = 1 << 20
	if got := Telling(files); !slices.Equal(got, []string{"b/config.json", "config.json"}) {
		t.Errorf("to be read are %q", got)
	}
	for content, want := range map[string]string{
		`{"phoneme_id_map":{"_":[0]}}`: "piper |  | m |  |  | next | ",
		`{"model_type":"bert"}`:        "",
		`not JSON`:                     "",
	} {
		list := Look(hub.Info{Repo: hub.Repo{ID: "a/m"}, Files: files}, map[string][]byte{"config.json": []byte(content), "b/config.json": []byte(`{"model_type":"vits"}`)})
		got := ""
		for _, f := range list {
			if f.Folder == "" {
				got = seen(f)
			}
		}
		if got != want {
			t.Errorf("with %s it is %q, want %q", content, got, want)
		}
		if last := list[len(list)-1]; last.Family != FamilyTransformers {
			t.Errorf("b is %s", seen(last))
		}
	}
	list := Look(hub.Info{Repo: hub.Repo{ID: "a/m"}, Files: listed("model.onnx", "model.onnx.json")}, map[string][]byte{"model.onnx.json": []byte(`{"model_type":"bert"}`)})
	if got := seen(list[0]); got != "other |  | m |  |  | no | other_onnx" {
		t.Errorf("a configuration without phonemes: %s", got)
	}
}

func TestAnUnknownSizeIsNoSize(t *testing.T) {
	files := listed("a.onnx", "a.onnx.json")
	files[0].Size = -1
	if f := Look(hub.Info{Files: files}, nil)[0]; f.Bytes != -1 {
		t.Errorf("%d bytes", f.Bytes)
	}
}

func FuzzLook(f *testing.F) {
	f.Add("a/matcha-fa", "text-to-speech", "m.onnx\ntokens.txt\nespeak-ng-data/x\nvocos.onnx", `{}`)
	f.Add("a/b", "", "a//b.onnx\n/x.onnx.json\n.onnx\n.avagar\n\n..", `{"phoneme_id_map":1}`)
	f.Add("", "", "onnx/model_q4.onnx\nvocab.json\nconfig.json\nonnx", `{"model_type":"vits"}`)
	f.Fuzz(func(t *testing.T, id, task, names, config string) {
		files := listed(strings.Split(names, "\n")...)
		list := Look(hub.Info{Repo: hub.Repo{ID: id}, Task: task, Files: files}, map[string][]byte{"config.json": []byte(config)})
		if len(list) == 0 {
			t.Fatal("it is nothing")
		}
		models := map[string]bool{}
		for _, found := range list {
			if models[found.Model] || found.Voice() != (found.Runs != RunsNever) || found.Voice() && hub.CheckPaths(found.Paths()) != nil {
				t.Errorf("%+v", found)
			}
			models[found.Model] = true
			for _, file := range found.Files {
				if !slices.Contains(files, file) {
					t.Errorf("%q came from nowhere", file.Path)
				}
			}
		}
		Telling(files)
	})
}
