/** Where a name comes from: it also leans the language a person reads. */
export type Origin = "en" | "de" | "nl" | "zh";

export const givenNames: Readonly<Record<Origin, readonly string[]>> = {
  de: "Anna Lena Sophie Marie Julia Katharina Laura Johanna Claudia Ute Jürgen Lukas Jonas Maximilian Felix Paul Stefan Michael Björn Matthias Günther Tobias Florian Käthe".split(
    " ",
  ),
  nl: "Emma Sanne Lotte Fleur Anouk Femke Marieke Roos Ingrid Daan Sem Bram Thijs Joost Pieter Maarten Ruben Wouter Jeroen Sjoerd Noor Esmée".split(
    " ",
  ),
  en: "Olivia Amelia Grace Charlotte Hannah Fiona Siobhán Oliver George Harry James Liam Callum Rhys Owen Thomas Priya Imogen".split(
    " ",
  ),
  zh: "芳 娜 秀英 敏 静 丽 强 磊 军 洋 勇 艳 杰 涛 明 超 雨欣 浩然".split(" "),
};

export const familyNames: Readonly<Record<Origin, readonly string[]>> = {
  de: "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofer Gruber Huber Pichler Strauß".split(
    " ",
  ),
  nl: "de Jong|Jansen|de Vries|van den Berg|van Dijk|Bakker|Visser|Smit|Meijer|de Boer|Mulder|de Groot|Bos|Vos|Peters|Hendriks|van Leeuwen|Dekker|Brouwer|de Wit|Dijkstra|Smits".split(
    "|",
  ),
  en: "Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Wright Walker White Edwards Green Hughes Clarke O'Neill Murphy Campbell Fraser".split(
    " ",
  ),
  zh: "王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙".split(" "),
};

/** Pinyin of the characters above, without tone marks: many Chinese shoppers in Europe write their name in Latin letters. */
const pinyin: Readonly<Record<string, string>> = Object.fromEntries(
  "芳 Fang 娜 Na 秀英 Xiuying 敏 Min 静 Jing 丽 Li 强 Qiang 磊 Lei 军 Jun 洋 Yang 勇 Yong 艳 Yan 杰 Jie 涛 Tao 明 Ming 超 Chao 雨欣 Yuxin 浩然 Haoran 王 Wang 李 Li 张 Zhang 刘 Liu 陈 Chen 杨 Yang 赵 Zhao 黄 Huang 周 Zhou 吴 Wu 徐 Xu 孙 Sun"
    .split(" ")
    .flatMap((word, i, words) => (i % 2 === 0 ? [[word, words[i + 1] ?? word]] : [])),
);

export function inLatin(name: string): string {
  return pinyin[name] ?? name;
}

/** A name as the local part of an e-mail address: "Käthe", "van den Berg" → "kaethe", "vandenberg". */
export function asciiName(name: string): string {
  const folded: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };
  return inLatin(name)
    .toLowerCase()
    .replaceAll(/[äöüß]/g, (letter) => folded[letter] ?? letter)
    .normalize("NFD")
    .replaceAll(/[^a-z]/g, "");
}
