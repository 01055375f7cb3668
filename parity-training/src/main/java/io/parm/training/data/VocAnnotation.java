package io.parm.training.data;

import io.parm.model.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What an image's XML file in the format of Pascal VOC says.
 *
 * @param image file name of the image
 * @param objects the boxes in it, in the file's order
 */
record VocAnnotation(String image, List<Box> objects) {

    /** @param box {@code {cx, cy, w, h}} as shares of the image; owned by this record, nobody writes to it */
    record Box(String label, float[] box) {}

    /** @throws UserError if the file is no such file */
    static VocAnnotation read(Path file) {
        Element root = parse(file);
        Element size = child(file, root, "size");
        double width = number(file, size, "width");
        double height = number(file, size, "height");
        if (width <= 0 || height <= 0) {
            throw new UserError(file + ": size is " + width + " by " + height + ", which no image has");
        }
        List<Box> objects = new ArrayList<>();
        NodeList elements = root.getElementsByTagName("object");
        for (int i = 0; i < elements.getLength(); i++) {
            Element object = (Element) elements.item(i);
            Element box = child(file, object, "bndbox");
            double left = number(file, box, "xmin") / width;
            double right = number(file, box, "xmax") / width;
            double top = number(file, box, "ymin") / height;
            double bottom = number(file, box, "ymax") / height;
            float[] shares = {
                (float) ((left + right) / 2),
                (float) ((top + bottom) / 2),
                (float) (right - left),
                (float) (bottom - top)
            };
            objects.add(new Box(text(file, object, "name"), shares));
        }
        String image = text(file, root, "filename");
        if (image.isEmpty() || image.contains("/") || image.contains("\\")) {
            throw new UserError(file + ": <filename> must be the name of a file in JPEGImages but was '" + image + "'");
        }
        return new VocAnnotation(image, objects);
    }

    /** Without document types: nothing outside the file is ever read. */
    private static Element parse(Path file) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(file.toFile()).getDocumentElement();
        } catch (SAXException e) {
            throw new UserError(file + " is no well-formed XML: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UserError(file + " cannot be read: " + e, e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's XML parser cannot do without document types", e);
        }
    }

    private static Element child(Path file, Element parent, String name) {
        NodeList elements = parent.getElementsByTagName(name);
        if (elements.getLength() == 0) {
            throw new UserError(file + " is no VOC annotation: <" + parent.getTagName() + "> has no <" + name + ">");
        }
        return (Element) elements.item(0);
    }

    private static String text(Path file, Element parent, String name) {
        return child(file, parent, name).getTextContent().strip();
    }

    private static double number(Path file, Element parent, String name) {
        String text = text(file, parent, name);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new UserError(file + ": <" + name + "> must be a number but was '" + text + "'", e);
        }
    }
}
