package dev.souk.testkit.market;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A picture of an item: what it is, drawn with a few strokes, in colours of its own. The same item, the same picture. */
record MarketPhoto(MarketItem item, int number) {

    static final int WIDTH = 640;
    static final int HEIGHT = 480;

    private static final int MAX_CAPTION_LENGTH = 40;

    byte[] toPng() throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        drawGround(pen);
        drawThing(pen);
        drawCaption(pen);
        pen.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        }
        return bytes.toByteArray();
    }

    private void drawGround(Graphics2D pen) {
        float hue = Math.floorMod(item.id().hashCode() * 31 + number * 47, 360) / 360f;
        Color top = Color.getHSBColor(hue, 0.30f, 0.97f);
        Color bottom = Color.getHSBColor(hue + 0.08f, 0.55f, 0.78f);
        pen.setPaint(new GradientPaint(0, 0, top, 0, HEIGHT, bottom));
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.setColor(new Color(0, 0, 0, 40));
        pen.fillOval(130, 345, 380, 36);
    }

    private void drawThing(Graphics2D pen) {
        pen.setColor(new Color(38, 44, 56));
        pen.setStroke(new BasicStroke(9, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        switch (item.category()) {
            case BICYCLES -> drawBicycle(pen);
            case INSTRUMENTS -> drawGuitar(pen);
            case FURNITURE -> drawSofa(pen);
            case LAMPS -> drawLamp(pen);
            case CAMERAS -> drawCamera(pen);
            case MISCELLANEOUS -> drawBox(pen);
        }
    }

    private static void drawBicycle(Graphics2D pen) {
        pen.drawOval(150, 230, 130, 130);
        pen.drawOval(360, 230, 130, 130);
        pen.setColor(new Color(196, 52, 45));
        Path2D frame = new Path2D.Double();
        frame.moveTo(215, 295);
        frame.lineTo(265, 195);
        frame.lineTo(395, 195);
        frame.lineTo(310, 295);
        frame.closePath();
        frame.moveTo(310, 295);
        frame.lineTo(255, 170);
        frame.moveTo(425, 295);
        frame.lineTo(388, 150);
        pen.draw(frame);
        pen.setColor(new Color(38, 44, 56));
        pen.drawLine(232, 168, 282, 168);
        pen.drawLine(388, 150, 425, 142);
        pen.fillOval(296, 281, 28, 28);
    }

    private static void drawGuitar(Graphics2D pen) {
        pen.rotate(Math.toRadians(-24), 320, 240);
        pen.setColor(new Color(178, 104, 42));
        pen.fillOval(245, 225, 150, 150);
        pen.fillOval(262, 150, 116, 116);
        pen.setColor(new Color(58, 36, 24));
        pen.fillOval(292, 218, 56, 56);
        pen.fillRoundRect(309, 40, 22, 190, 8, 8);
        pen.fillRoundRect(300, 18, 40, 44, 10, 10);
        pen.fillRoundRect(285, 308, 70, 12, 6, 6);
        pen.setColor(new Color(240, 226, 200));
        pen.setStroke(new BasicStroke(1.5f));
        for (int string = 0; string < 4; string++) {
            pen.drawLine(313 + string * 5, 44, 313 + string * 5, 312);
        }
        pen.rotate(Math.toRadians(24), 320, 240);
    }

    private static void drawSofa(Graphics2D pen) {
        pen.fillRect(175, 335, 18, 28);
        pen.fillRect(447, 335, 18, 28);
        pen.setColor(new Color(44, 92, 122));
        pen.fillRoundRect(160, 170, 320, 130, 46, 46);
        pen.setColor(new Color(58, 116, 152));
        pen.fillRoundRect(180, 255, 140, 60, 24, 24);
        pen.fillRoundRect(320, 255, 140, 60, 24, 24);
        pen.setColor(new Color(36, 78, 104));
        pen.fillRoundRect(135, 225, 60, 115, 34, 34);
        pen.fillRoundRect(445, 225, 60, 115, 34, 34);
        pen.fillRoundRect(160, 300, 320, 40, 18, 18);
    }

    private static void drawLamp(Graphics2D pen) {
        pen.fillRect(314, 190, 12, 160);
        pen.fillRoundRect(255, 340, 130, 22, 20, 20);
        pen.setColor(new Color(255, 240, 180, 110));
        pen.fillOval(190, 90, 260, 230);
        pen.setColor(new Color(244, 190, 66));
        Path2D shade = new Path2D.Double();
        shade.moveTo(275, 95);
        shade.lineTo(365, 95);
        shade.lineTo(420, 205);
        shade.lineTo(220, 205);
        shade.closePath();
        pen.fill(shade);
    }

    private static void drawCamera(Graphics2D pen) {
        pen.fillRoundRect(250, 145, 120, 60, 20, 20);
        pen.fillRoundRect(160, 175, 320, 185, 34, 34);
        pen.setColor(new Color(116, 124, 138));
        pen.fillRect(160, 215, 320, 14);
        pen.setColor(new Color(226, 230, 236));
        pen.fillOval(250, 200, 140, 140);
        pen.setColor(new Color(26, 46, 74));
        pen.fillOval(268, 218, 104, 104);
        pen.setColor(new Color(130, 178, 226));
        pen.fillOval(292, 238, 32, 32);
        pen.setColor(new Color(226, 72, 60));
        pen.fillOval(432, 190, 22, 22);
    }

    private static void drawBox(Graphics2D pen) {
        pen.setColor(new Color(186, 138, 84));
        pen.fillRect(200, 190, 240, 170);
        pen.setColor(new Color(158, 112, 64));
        pen.fillRect(200, 190, 240, 46);
        pen.setColor(new Color(232, 214, 176));
        pen.fillRect(302, 190, 36, 170);
    }

    /** The title, in the fonts of this machine; a machine without any gets a picture without words. */
    private void drawCaption(Graphics2D pen) {
        String title = item.title();
        String caption = title.codePointCount(0, title.length()) <= MAX_CAPTION_LENGTH
                ? title
                : title.substring(0, title.offsetByCodePoints(0, MAX_CAPTION_LENGTH)) + "…";
        try {
            pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 24));
            int width = pen.getFontMetrics().stringWidth(caption);
            pen.setColor(new Color(20, 24, 32, 150));
            pen.fillRect(0, HEIGHT - 64, WIDTH, 64);
            pen.setColor(Color.WHITE);
            pen.drawString(caption, Math.max(16, (WIDTH - width) / 2), HEIGHT - 24);
        } catch (LinkageError | InternalError | RuntimeException e) {
            // The picture says enough.
        }
    }
}
